package dev.mintmark.adapter.servlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/// The adapter translates, and knows only the two sides it translates between.
class HouseRulesTest {

    @Test
    void nothing_but_servlets_and_the_gate_is_known_here() {
        var house =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.mintmark.adapter.servlet");
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations..",
                        "jakarta.servlet..",
                        "dev.mintmark.verifier..",
                        "dev.mintmark.adapter.http..",
                        "dev.mintmark.adapter.servlet..")
                .check(house);
    }
}
