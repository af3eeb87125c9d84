package dev.mintmark.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

///
class CrossSiteRuleTest {
    private final CrossSiteRule rule =
            new CrossSiteRule(Set.of("https://id.example", "https://shop.example"));

    @ParameterizedTest
    @CsvSource({
        "same-origin,         https://id.example",
        "same-origin,         https://anything.example",
        "none,                ''",
        "same-site,           https://shop.example",
        "cross-site,          https://shop.example",
        "'',                  https://shop.example",
        "'',                  ''",
        "something-new,       https://id.example",
        "something-new,       ''",
    })
    void our_own_pages_may_ask(String site, String origin) {
        assertThat(rule.objection(values(site), values(origin))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "same-site,           https://evil.id.example, OTHER_SITE",
        "cross-site,          https://evil.example,    OTHER_SITE",
        "cross-site,          '',                      OTHER_SITE",
        "cross-site,          null,                    OTHER_SITE",
        "'',                  https://evil.example,    OTHER_ORIGIN",
        "'',                  null,                    OTHER_ORIGIN",
        "'',                  http://shop.example,     OTHER_ORIGIN",
        "'',                  https://shop.example:1,  OTHER_ORIGIN",
        "'',                  https://shop.example.,   OTHER_ORIGIN",
        "something-new,       https://evil.example,    OTHER_ORIGIN",
        "same-origin|none,    '',                      REPEATED_HEADER",
        "'',  https://id.example|https://evil.example, REPEATED_HEADER",
    })
    void others_may_not(String site, String origin, CrossSiteRule.Why why) {
        assertThat(rule.objection(values(site), values(origin))).contains(why);
    }

    private static List<String> values(String lines) {
        return lines.isEmpty() ? List.of() : Arrays.asList(lines.split("\\|"));
    }
}
