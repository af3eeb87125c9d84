package dev.mintmark.server.key;

import dev.mintmark.server.event.Events;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fault.Unavailable;

import java.util.List;
import java.util.OptionalLong;

/// Opens the keys at start, keeps this node's view of them current, and moves them through their
/// life as the schedule says.
public final class KeyKeeper {
    private static final int ATTEMPTS_TO_BEGIN = 10;

    private final KeyHand hand;
    private final KeyMaker maker;
    private final KeyPlan plan;
    private final KeyDuty duty;
    private final List<KeySlot> wanted;
    private volatile boolean waitsForDevice;

    private KeyKeeper(
            KeyHand hand, KeyMaker maker, KeyPlan plan, KeyDuty duty, List<KeySlot> wanted) {
        this.hand = hand;
        this.maker = maker;
        this.plan = plan;
        this.duty = duty;
        this.wanted = List.copyOf(wanted);
    }

    /// Opens the keys, making the first ones when there have never been any.
    ///
    /// @param wanted slots that have a key from the first start on
    /// @throws CannotStart when a published key does not open under the master key
    public static KeyKeeper open(
            KeyStore store,
            KeyRing ring,
            KeyMaker maker,
            KeyTimes times,
            KeyDuty duty,
            List<KeySlot> wanted,
            Events events) {
        var hand = new KeyHand(store, ring, new KeyMoves(maker, times), events);
        var keeper =
                new KeyKeeper(hand, maker, new KeyPlan(times, store.glance().now()), duty, wanted);
        try {
            keeper.begin();
            ring.prove();
        } catch (KeyDoesNotOpen e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        }
        return keeper;
    }

    public KeyRing ring() {
        return hand.ring();
    }

    /// Where administrators are served.
    public KeyDesk desk() {
        return new KeyDesk(hand, plan, maker);
    }

    /// Sees whether the keys have changed, and no more.
    ///
    /// @throws Unavailable when the database cannot be asked
    /// @throws KeyDoesNotOpen when there is a key that this node cannot open
    public void look() {
        var _ = hand.look();
    }

    /// Sees whether the keys have changed, and does what the schedule asks for if it is this node's
    /// turn. To be called every second.
    ///
    /// @throws Unavailable when the database cannot be asked
    /// @throws KeyDoesNotOpen when there is a key that this node cannot open
    public void tend() {
        var shelf = hand.look();
        var asked = plan.due(shelf, wanted);
        var due = asked.stream().filter(hand::canBeDone).toList();
        waitsForDevice = due.size() < asked.size();
        // What makes a key may have to wait for a device. Nothing else waits with it.
        var quick = due.stream().filter(step -> !(step instanceof KeyStep.Announce)).toList();
        var next = quick.isEmpty() ? due : quick;
        if (!next.isEmpty()) {
            var turn = duty.take();
            if (turn.isPresent()) {
                // Whoever was faster has done it.
                var _ = hand.carryOut(shelf, next, turn);
            }
        }
    }

    /// Whether a key would sign by now if the device it is in could be reached. Meanwhile, the one
    /// before signs on.
    public boolean waitsForDevice() {
        return waitsForDevice;
    }

    /// A machine that is very busy may take longer to make the keys than a decision may wait, and
    /// another node may have been faster: then things are looked at anew.
    private void begin() {
        var mandate = Mandate.schedule("the first start");
        var first = wanted.stream().<KeyStep>map(slot -> new KeyStep.Begin(slot, mandate)).toList();
        for (int attempt = 0; attempt < ATTEMPTS_TO_BEGIN; attempt++) {
            var shelf = hand.look();
            if (!shelf.keys().isEmpty()) {
                return;
            }
            var _ = hand.carryOut(shelf, first, OptionalLong.empty());
        }
        if (hand.look().keys().isEmpty()) {
            throw new CannotStart(
                    "This machine is too busy to make the first signing keys in time. Try again.");
        }
    }
}
