package dev.mintmark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// Each target on its seeds and on damaged ones, the same at every run, without looking at what is
/// covered. It takes seconds and shows that the targets work; `fuzz/run` is for finding things.
class SmokeTest {

    private static final int DAMAGED = 3000;

    @ParameterizedTest
    @EnumSource
    void no_input_leads_to_anything_but_a_declared_outcome(Target target) throws Exception {
        var seeds = Seeds.of(target);
        assertThat(seeds).isNotEmpty();
        for (byte[] seed : seeds) {
            target.run(seed);
        }
        var random = new Random(1);
        for (int i = 0; i < DAMAGED; i++) {
            target.run(damaged(seeds.get(random.nextInt(seeds.size())), random));
        }
    }

    @Test
    void a_rule_that_does_not_hold_is_noticed() {
        assertThatThrownBy(() -> Bounded.require(false, "on purpose")).hasMessage("on purpose");
        assertThatThrownBy(() -> Bounded.run(1, () -> consume(new byte[8 * 1024 * 1024])))
                .hasMessageContaining("bytes of memory");
    }

    @Test
    void every_target_is_run() throws Exception {
        try (var files = Files.list(Path.of("src/main/java/dev/mintmark/fuzz"))) {
            assertThat(
                            files.map(file -> String.valueOf(file.getFileName()))
                                    .filter(name -> name.endsWith("Target.java"))
                                    .filter(name -> !name.equals("Target.java"))
                                    .map(name -> name.replace(".java", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Target.values())
                                    .map(target -> target.type().getSimpleName())
                                    .toList());
        }
    }

    private static byte[] damaged(byte[] seed, Random random) {
        byte[] damaged = seed.clone();
        for (int times = 1 + random.nextInt(4); times > 0 && damaged.length > 0; times--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> damaged = Arrays.copyOf(damaged, at);
                default -> {
                    int to = Math.min(damaged.length, at + 1 + random.nextInt(16));
                    byte[] piece = Arrays.copyOfRange(damaged, at, to);
                    damaged = Arrays.copyOf(damaged, damaged.length + piece.length);
                    System.arraycopy(
                            piece, 0, damaged, damaged.length - piece.length, piece.length);
                }
            }
        }
        return damaged;
    }

    private static void consume(byte[] bytes) {
        assertThat(bytes).isNotEmpty();
    }
}
