package dev.mintmark.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.admin.RepeatedAnswerStore.Kept;
import dev.mintmark.server.secret.Hmac;
import dev.mintmark.server.secret.Sha256;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Answers that can be asked for again, because they hold a secret that is shown once and may have
/// been lost on the way. What rests is enciphered under a key that only whoever repeats the request
/// can have it made from: neither the database nor this authority alone can read it.
public final class RepeatedAnswers {
    /// How long an answer can be asked for again.
    public static final Duration KEPT = Duration.ofDays(1);

    /// A request that is not done by then was given up, such as by a process that ended.
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;

    private final RepeatedAnswerStore store;
    private final Hmac key;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param key of the authority, the same on every node; answers get keys of their own from it
    public RepeatedAnswers(
            RepeatedAnswerStore store, byte[] key, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.key = new Hmac(new Hmac(key).of("repeated answers".getBytes(UTF_8)));
        this.clock = clock;
        this.random = random;
    }

    /// Whose turn it is.
    public sealed interface Turn {
        /// Nobody asked before: to be carried out, and then kept or given up.
        non-sealed interface First extends Turn {
            void keep(int status, byte[] body);

            void giveUp();
        }

        /// It was carried out before, with this answer.
        record Again(int status, byte[] body) implements Turn {
            @Override
            public String toString() {
                return "Again[" + status + ", ***]";
            }
        }

        /// Somebody is at it.
        record UnderWay() implements Turn {}

        /// Another request was made under this name.
        record Other() implements Turn {}
    }

    /// @param asker whose names do not count for anybody else
    /// @param name that they give their request
    /// @param request as it is
    public Turn begin(String asker, String name, byte[] request) {
        byte[] id = derived("id", asker, name);
        byte[] print = Sha256.of(request);
        var now = clock.instant();
        store.forget(now);
        var found = store.begin(id, new Kept(print, Optional.empty(), now.plus(UNDER_WAY)), now);
        if (found.isEmpty()) {
            return new Place(id, derived("key", asker, name));
        }
        if (!MessageDigest.isEqual(found.get().print(), print)) {
            return new Turn.Other();
        }
        return found.get()
                .answer()
                .map(answer -> opened(answer, derived("key", asker, name)))
                .orElseGet(Turn.UnderWay::new);
    }

    private final class Place implements Turn.First {
        private final byte[] id;
        private final byte[] secret;

        Place(byte[] id, byte[] secret) {
            this.id = id;
            this.secret = secret;
        }

        @Override
        public void keep(int status, byte[] body) {
            byte[] plain =
                    ByteBuffer.allocate(Integer.BYTES + body.length)
                            .putInt(status)
                            .put(body)
                            .array();
            var nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, secret, nonce, plain);
            byte[] kept =
                    ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
            store.keep(id, kept, clock.instant().plus(KEPT));
        }

        @Override
        public void giveUp() {
            store.giveUp(id);
        }
    }

    private static Turn opened(byte[] answer, byte[] secret) {
        byte[] nonce = Arrays.copyOf(answer, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(answer, NONCE_BYTES, answer.length);
        var plain = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, secret, nonce, sealed));
        int status = plain.getInt();
        var body = new byte[plain.remaining()];
        plain.get(body);
        return new Turn.Again(status, body);
    }

    private byte[] derived(String purpose, String asker, String name) {
        return key.of((purpose + "\n" + asker + "\n" + name).getBytes(UTF_8));
    }

    private static byte[] cipher(int mode, byte[] secret, byte[] nonce, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an answer cannot be enciphered or read", e);
        }
    }
}
