package dev.mintmark.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.event.Actor;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.id.AdminKeyId;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Stream;

/// every event has a record, and every record can be read.
class VocabularyTest {
    private static final Origin HOME = new Origin("192.0.2.7");

    static Stream<Event> everyEvent() {
        return Arrays.stream(Event.class.getPermittedSubclasses()).map(VocabularyTest::sample);
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void what_is_written_of_an_event_can_be_read(Event event) {
        var facts = Facts.read(Script.of(event)).orElseThrow();

        assertThat(facts.address()).isEqualTo("192.0.2.7");
        assertThat(facts.actor()).isNotEmpty();
        if (facts.kind().isFailure()) {
            assertThat(facts.reason()).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void r_292_a_record_is_json_in_the_shape_of_ocsf(Event event) throws Exception {
        var facts = Facts.read(Script.of(event)).orElseThrow();

        var json =
                (JsonObject)
                        JsonReader.read(
                                OcsfJson.of(new AuditRecord(7, MovableClock.START, facts)),
                                new JsonLimits(4_096, 5, 100));

        assertThat(json.members())
                .containsKeys(
                        "metadata",
                        "time",
                        "category_uid",
                        "class_uid",
                        "activity_id",
                        "type_uid",
                        "severity_id",
                        "status_id",
                        "actor",
                        "src_endpoint",
                        "service",
                        "unmapped");
    }

    @Test
    void every_kind_tells_of_an_event() {
        var told = EnumSet.noneOf(Kind.class);
        everyEvent().forEach(event -> told.add(Facts.read(Script.of(event)).orElseThrow().kind()));

        assertThat(told).isEqualTo(EnumSet.allOf(Kind.class));
    }

    /// Records are sealed by their bytes: these must stay what they are.
    @Test
    void r_292_a_refresh_is_told_in_these_bytes_for_ever() {
        var event =
                new Event.Refreshed(
                        new FamilyId(0x0123456789abcdefL, 0x1122334455667788L),
                        new UserId("usr_alice"),
                        new ClientId("web"),
                        12,
                        false,
                        HOME);

        var text = Script.of(event);

        assertThat(text)
                .isEqualTo(
                        """
                        1refreshed
                        yu
                        a192.0.2.7
                        uusr_alice
                        cweb
                        s0123456789abcdef1122334455667788
                        ngeneration=12
                        frepeated=false\
                        """);
        assertThat(json(text))
                .isEqualTo(
                        """
                        {"metadata":{"version":"1.6.0","event_code":"refreshed","sequence":7,\
                        "uid":"7","product":{"name":"Mintmark","vendor_name":"Mintmark"}},\
                        "time":1795467600000,"category_uid":3,\
                        "category_name":"Identity & Access Management","class_uid":3002,\
                        "class_name":"Authentication","activity_id":5,\
                        "activity_name":"Service Ticket Renew","type_uid":300205,"severity_id":1,\
                        "severity":"Informational","status_id":1,"status":"Success",\
                        "actor":{"user":{"uid":"usr_alice","type_id":1,"type":"User"}},\
                        "user":{"uid":"usr_alice"},"src_endpoint":{"ip":"192.0.2.7"},\
                        "session":{"uid":"0123456789abcdef1122334455667788"},\
                        "service":{"name":"mintmark"},"unmapped":{"mintmark":{\
                        "actor":"user:usr_alice","client":"web","generation":12,\
                        "repeated":false}}}\
                        """);
    }

    @Test
    void r_292_an_administrator_is_named_by_the_key() {
        var origin = HOME.by(Actor.adminKey("3f9a2c1b"));

        var facts =
                Facts.read(Script.of(new Event.ClientAdded(new ClientId("web"), origin)))
                        .orElseThrow();

        assertThat(facts.actor()).isEqualTo("admin_key:3f9a2c1b");
    }

    @Test
    void v16_4_1_what_an_administrator_writes_stays_on_its_line() {
        var event =
                new Event.KeyMoved(
                        new KeyId("k1"),
                        "ES256",
                        Optional.empty(),
                        "announced",
                        "admin",
                        "because\nuusr_mallory",
                        HOME);

        var facts = Facts.read(Script.of(event)).orElseThrow();

        assertThat(facts.user()).isEmpty();
        assertThat(facts.reason()).contains("because uusr_mallory");
    }

    @Test
    void what_nobody_wrote_is_not_read() {
        for (var text :
                new String[] {
                    "",
                    "1",
                    "2refreshed\nyu\na::1",
                    "1guessed\nyu\na::1",
                    "1refreshed\nyu",
                    "1refreshed\na::1",
                    "1refreshed\nyu\na::1\na::2",
                    "1refreshed\nyu\na::1\n",
                    "1refreshed\nyu\na::1\nz",
                    "1refreshed\nyu\na::1\nngeneration=x",
                    "1refreshed\nyu\na::1\nn=1",
                }) {
            assertThat(Facts.read(text)).as(text).isEmpty();
        }
    }

    private static String json(String text) {
        var facts = Facts.read(text).orElseThrow();
        return new String(
                OcsfJson.of(new AuditRecord(7, MovableClock.START, facts)), StandardCharsets.UTF_8);
    }

    private static Event sample(Class<?> type) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        var values = Arrays.stream(components).map(VocabularyTest::value).toArray();
        try {
            return (Event) type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record has its constructor", e);
        }
    }

    private static Object value(RecordComponent component) {
        var generic = component.getGenericType().getTypeName();
        return generic.startsWith("java.util.Optional<")
                ? Optional.of(
                        value(generic.substring(generic.indexOf('<') + 1, generic.length() - 1)))
                : value(generic);
    }

    private static Object value(String type) {
        return switch (type.substring(type.lastIndexOf('.') + 1)) {
            case "AdminKeyId" -> AdminKeyId.OF_SETTINGS;
            case "UserId" -> new UserId("usr_alice");
            case "ClientId" -> new ClientId("web");
            case "FamilyId" -> new FamilyId(1, 2);
            case "KeyId" -> new KeyId("k1");
            case "Origin" -> HOME;
            case "String" -> "word";
            case "int" -> 3;
            case "long" -> 3L;
            case "boolean" -> true;
            case "Instant" -> Instant.EPOCH;
            default -> throw new AssertionError("no sample of " + type);
        };
    }
}
