package dev.mintmark.adapter.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/// The adapter translates, and knows only the two sides it translates between.
class HouseRulesTest {

    private static final String ROOT = "dev.mintmark.adapter.spring";

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void nothing_but_spring_servlets_and_the_gate_is_known_here() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations..",
                        "jakarta.servlet..",
                        "org.springframework..",
                        // Comes with Spring, whose interceptors of methods speak it.
                        "org.aopalliance.intercept..",
                        "io.micrometer.core..",
                        "dev.mintmark.verifier..",
                        "dev.mintmark.adapter..")
                .check(HOUSE);
    }

    @Test
    void the_parts_do_not_know_how_they_are_put_together() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".autoconfigure..")
                .check(HOUSE);
    }

    @Test
    void spring_boot_is_known_where_things_are_put_together_and_nowhere_else() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot..")
                .check(HOUSE);
    }
}
