package dev.mintmark.server.guard;

import dev.mintmark.server.guard.GrowingDelay.Start;
import dev.mintmark.server.guard.GrowingDelay.Steps;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// How often somebody may guess passwords.
///
/// Failures are counted for the account at one address, for the address whatever the account, and
/// for the account wherever they come from. The last of these is what an attacker could use to shut
/// the owner out, so it does not hold those who have been let in before: a device that brings proof
/// of an earlier sign-in to this account, which is counted by itself; and an address from whose
/// network the account has a session. An account that does not exist is counted like any other.
public final class SignInBrakes {
    /// The person mistypes; or somebody tries what they know of one person.
    private static final Steps AT_ADDRESS =
            new Steps(
                    "sign-in",
                    5,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2));

    /// Many people may share one; each failure is made good in twenty seconds.
    private static final Steps OF_ADDRESS =
            new Steps(
                    "sign-in-address",
                    30,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(20));

    /// At the longest wait that makes fewer than a hundred guesses in an hour.
    private static final Steps OF_ACCOUNT =
            new Steps(
                    "sign-in-account",
                    20,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(40),
                    Duration.ofMinutes(1));

    private static final Steps OF_DEVICE =
            new Steps(
                    "sign-in-device",
                    10,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2));

    private final GrowingDelay atAddress;
    private final GrowingDelay ofAddress;
    private final GrowingDelay ofAccount;
    private final GrowingDelay ofDevice;
    private final boolean on;

    public SignInBrakes(boolean on, RandomGenerator random, InstantSource clock) {
        this.on = on;
        this.atAddress = new GrowingDelay(AT_ADDRESS, random, clock);
        this.ofAddress = new GrowingDelay(OF_ADDRESS, random, clock);
        this.ofAccount = new GrowingDelay(OF_ACCOUNT, random, clock);
        this.ofDevice = new GrowingDelay(OF_DEVICE, random, clock);
    }

    /// Somebody wants to sign in.
    ///
    /// @param account the name in the form in which no two accounts have it, or whatever was typed
    /// @param device what tells a device that was let in before from others
    /// @param address of the person; empty where nobody knows it: an application that has proved
    ///   itself asks for somebody elsewhere, or a proxy does not tell
    public record Attempt(String account, Optional<InetAddress> address, Optional<String> device) {
        @Override
        public String toString() {
            return "Attempt[***]";
        }
    }

    public sealed interface Answer {
        record GoOn(Pass pass) implements Answer {}

        record Wait(Held held) implements Answer {}
    }

    /// @param knownHere whether the account was signed in to from this network before; not asked
    ///   for whoever has to wait anyway, or brings a device
    public Answer begin(Attempt attempt, BooleanSupplier knownHere) {
        if (!on) {
            return new Answer.GoOn(new Pass(List.of(), false));
        }
        var account = bytes(attempt.account());
        if (attempt.device().isPresent()) {
            var who = joined(account, bytes(attempt.device().get()));
            if (ofDevice.begin(who) instanceof Start.Go go) {
                return new Answer.GoOn(new Pass(List.of(new Taken(ofDevice, who, go, true)), true));
            }
        }
        return asStranger(attempt, account, knownHere);
    }

    private Answer asStranger(Attempt attempt, byte[] account, BooleanSupplier knownHere) {
        var taken = new ArrayList<Taken>();
        if (attempt.address().isPresent()) {
            var address = Neighbourhood.of(attempt.address().get());
            var all = take(ofAddress, address, false, taken);
            if (all.isPresent()) {
                return new Answer.Wait(all.get());
            }
            var here = take(atAddress, joined(account, address), true, taken);
            if (here.isPresent()) {
                taken.forEach(Taken::takeBack);
                return new Answer.Wait(here.get());
            }
        }
        var anywhere = take(ofAccount, account, false, taken);
        boolean known = knownHere.getAsBoolean();
        if (anywhere.isPresent() && !known) {
            taken.forEach(Taken::takeBack);
            return new Answer.Wait(anywhere.get());
        }
        return new Answer.GoOn(new Pass(taken, known));
    }

    private static Optional<Held> take(
            GrowingDelay brake, byte[] who, boolean forgives, List<Taken> taken) {
        return switch (brake.begin(who)) {
            case Start.Wait(var held) -> Optional.of(held);
            case Start.Go go -> {
                taken.add(new Taken(brake, who, go, forgives));
                yield Optional.empty();
            }
        };
    }

    /// A try that goes on. It has failed unless it is said to have succeeded.
    public static final class Pass {
        private final List<Taken> taken;
        private final boolean known;

        private Pass(List<Taken> taken, boolean known) {
            this.taken = List.copyOf(taken);
            this.known = known;
        }

        /// Whether it comes from where this account was signed in to before.
        public boolean isKnown() {
            return known;
        }

        public void succeeded() {
            taken.forEach(Taken::succeeded);
        }

        /// It came to no end, and says nothing about the password.
        public void undecided() {
            taken.forEach(Taken::takeBack);
        }
    }

    private record Taken(GrowingDelay brake, byte[] who, Start.Go go, boolean forgives) {
        void succeeded() {
            if (forgives) {
                brake.forgive(who);
            } else {
                takeBack();
            }
        }

        void takeBack() {
            brake.takeBack(who, go);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// With the length of the first, so that no two pairs look the same.
    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(Integer.BYTES + one.length + other.length)
                .putInt(one.length)
                .put(one)
                .put(other)
                .array();
    }
}
