package dev.mintmark.verifier.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.SenderProof;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The examples in the standard's own text, at the times they are from.
class Rfc9449Test {

    private static final String HEADER =
            "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgt"
                    + "MzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpi"
                    + "VFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19";

    private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    @Test
    @DisplayName("RFC 9449 §4.1, §5, §6.1: a token request, and the thumbprint for its token")
    void the_proof_of_the_token_request_names_the_key() {
        String proof =
                HEADER
                        + ".eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8v"
                        + "c2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-"
                        + "FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
        assertThat(
                        dpopAt(1_562_262_616)
                                .possession(
                                        List.of(proof), "POST", "https://server.example.com/token"))
                .isEqualTo(new Possession.Shown(THUMBPRINT));
    }

    @Test
    @DisplayName("RFC 9449 §7.1: a request to a protected resource")
    void the_proof_of_the_resource_request_holds_for_its_token_alone() throws Exception {
        String proof =
                HEADER
                        + ".eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9y"
                        + "ZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwi"
                        + "YXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35"
                        + "yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";
        SenderProof check =
                dpopAt(1_562_262_618)
                        .proof(
                                List.of(proof),
                                "GET",
                                "https://resource.example.org/protectedresource");
        String token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";

        assertThat(check.objection(token + "x", confirmation(THUMBPRINT)).reason())
                .isEqualTo(Reason.DPOP_INVALID);
        assertThat(check.objection(token, confirmation("x".repeat(43))).reason())
                .isEqualTo(Reason.DPOP_KEY_MISMATCH);
        assertThat(check.objection(token, confirmation(THUMBPRINT))).isNull();
    }

    private static Dpop dpopAt(long second) {
        return Dpop.remembering(ReplayStore.inMemory())
                .withClock(InstantSource.fixed(Instant.ofEpochSecond(second)));
    }

    private static JsonObject confirmation(String thumbprint) throws Exception {
        String json = "{\"jkt\":\"" + thumbprint + "\"}";
        return (JsonObject) JsonReader.read(json.getBytes(UTF_8), JsonLimits.CLAIMS);
    }
}
