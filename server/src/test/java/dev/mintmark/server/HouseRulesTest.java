package dev.mintmark.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.mintmark.server.event.Witness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// The layout of the house, as a test. A new package needs a line here that says what it may know.
class HouseRulesTest {
    private static final String ROOT = "dev.mintmark.server";

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    /// What each package may know of the house. Only the composition root knows everything.
    private static final Map<String, String> ARROWS =
            Map.ofEntries(
                    // Words that everybody uses; they know nobody.
                    Map.entry("id", ""),
                    Map.entry("fault", ""),
                    Map.entry("secret", ""),
                    Map.entry("log", ""),
                    Map.entry("event", "id"),
                    // The domain.
                    Map.entry("key", "event fault id secret"),
                    Map.entry("client", "event fault id secret"),
                    Map.entry("account", "event fault id"),
                    Map.entry("admin", "event id secret"),
                    Map.entry("session", "event fault id secret"),
                    Map.entry("token", "fault id key"),
                    Map.entry("guard", "id secret"),
                    Map.entry("lease", "fault"),
                    Map.entry("device", "id secret"),
                    Map.entry("revocation", "event fault guard id key log secret session"),
                    Map.entry("grant", "account client event fault guard id session token"),
                    // What is remembered, and who listens.
                    Map.entry("audit", "event fault id key log secret"),
                    Map.entry("meter", "event"),
                    Map.entry("alert", "event id log secret"),
                    // The edges. The store does not see tokens or grants, which need no database.
                    Map.entry(
                            "store",
                            "account admin alert audit client device event fault id key lease log"
                                    + " revocation session"),
                    Map.entry(
                            "http",
                            "account admin alert audit client device event fault grant guard id key log"
                                    + " meter revocation session token"),
                    // Where secrets are kept by others, which the settings refer to.
                    Map.entry("source", ""),
                    Map.entry("config", "log source"));

    static final Set<String> PACKAGES = ARROWS.keySet();

    @ParameterizedTest
    @FieldSource("PACKAGES")
    void a_package_knows_only_those_it_may_know(String room) {
        var allowed = List.of((room + " " + ARROWS.get(room)).strip().split(" "));

        classes()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .onlyDependOnClassesThat(
                        describe(
                                "are outside the house or in " + allowed,
                                type -> !isOurs(type) || allowed.contains(roomOf(type))))
                .check(HOUSE);
    }

    @Test
    void every_package_has_its_line() {
        var rooms =
                HOUSE.stream()
                        .map(HouseRulesTest::roomOf)
                        .filter(room -> !room.isEmpty())
                        .collect(Collectors.toSet());

        assertThat(rooms).isEqualTo(PACKAGES);
    }

    @Test
    void no_two_packages_know_each_other_by_any_detour() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(HOUSE);
        slices().matching(ROOT + ".store.(*)..").should().beFreeOfCycles().check(HOUSE);
        slices().matching(ROOT + ".http.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void nobody_but_the_composition_root_asks_for_a_database_engine() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .and()
                .resideOutsideOfPackages(
                        ROOT + ".store.sqlite..",
                        ROOT + ".store.postgres..",
                        ROOT + ".store.memory..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".store.sqlite..",
                        ROOT + ".store.postgres..",
                        ROOT + ".store.memory..")
                .check(HOUSE);
    }

    /// What the domain does must not depend on what is remembered of it. Databases keep it, and the
    /// edge shows it.
    @Test
    void nobody_in_the_domain_asks_for_what_is_remembered() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .and()
                .resideOutsideOfPackages(ROOT + ".audit..", ROOT + ".store..", ROOT + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".audit..")
                .check(HOUSE);
    }

    /// A change that nobody is told of is a hole in the audit. The short forms are for tests.
    @Test
    void every_change_has_a_witness() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".store..")
                .should()
                .callMethodWhere(
                        describe(
                                "changes a store without a witness",
                                call -> isChangeWithoutWitness(call.getTarget())))
                .check(HOUSE);
    }

    private static boolean isChangeWithoutWitness(AccessTarget.MethodCallTarget method) {
        return method.getOwner().getMethods().stream()
                .filter(other -> other.getName().equals(method.getName()))
                .anyMatch(other -> takesWitnessAfter(other, method));
    }

    private static boolean takesWitnessAfter(
            JavaMethod other, AccessTarget.MethodCallTarget method) {
        var types = other.getRawParameterTypes();
        return types.size() == method.getRawParameterTypes().size() + 1
                && types.getLast().isEquivalentTo(Witness.class)
                && types.subList(0, types.size() - 1).equals(method.getRawParameterTypes());
    }

    @ParameterizedTest
    @CsvSource({
        "http,         org.eclipse.jetty..",
        "store,        java.sql..",
        "store.sqlite, org.sqlite..",
        "store.postgres, org.postgresql..",
        "store.postgres, com.zaxxer..",
        "account,      org.bouncycastle.crypto.generators..",
        "alert,        jakarta.mail..",
        "key,          org.bouncycastle.asn1..",
        "config,       org.snakeyaml..",
        "log,          java.util.logging..",
    })
    void each_foreign_library_is_known_in_one_place(String room, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(HOUSE);
    }

    /// Time comes in through constructors, or no test could move it.
    @Test
    void nobody_looks_at_the_clock_of_the_machine() {
        noClasses()
                .should()
                .callMethodWhere(
                        target(owner(nameMatching("java\\.time\\..*"))).and(target(name("now"))))
                .orShould()
                .callMethodWhere(
                        target(owner(type(Clock.class)))
                                .and(target(nameMatching("system.*|tick.*"))))
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class)
                .check(HOUSE);
    }

    /// How long a client has been silent is not a matter of what time it is: the edge may count.
    @Test
    void only_the_edge_measures_how_long_something_takes() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".http..")
                .should()
                .callMethod(System.class, "nanoTime")
                .check(HOUSE);
    }

    @Test
    void nobody_sleeps() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(type(Thread.class))).and(target(name("sleep"))))
                .check(HOUSE);
    }

    /// The log itself ends at the standard error stream, and turns a stack trace into text.
    @Test
    void nobody_but_the_log_prints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".log..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(target(name("printStackTrace")))
                .check(HOUSE);
    }

    /// Whatever is drawn at random here is a secret, or an identifier that nobody may guess.
    @Test
    void nobody_draws_from_a_generator_that_can_be_predicted() {
        noClasses()
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(Random.class, long.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .check(HOUSE);
    }

    private static boolean isOurs(JavaClass type) {
        var name = type.getBaseComponentType().getPackageName();
        return name.equals(ROOT) || name.startsWith(ROOT + ".");
    }

    /// The package right below the root; empty for the root itself.
    private static String roomOf(JavaClass type) {
        var below =
                type.getBaseComponentType().getPackageName().substring(ROOT.length()).split("\\.");
        return Arrays.stream(below).skip(1).findFirst().orElse("");
    }
}
