package dev.mintmark.server.key;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.KeyOrders.Order;
import dev.mintmark.server.key.foreign.ForeignKey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Where administrators say what shall happen to keys, on whichever node they like.
public final class KeyDesk {
    private static final int TRIES = 5;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final KeyHand hand;
    private final KeyMaker maker;
    private final KeyPlan plan;
    private final KeyOrders orders;

    KeyDesk(KeyHand hand, KeyPlan plan, KeyMaker maker) {
        this.hand = hand;
        this.maker = maker;
        this.plan = plan;
        this.orders = new KeyOrders(plan);
    }

    /// All keys there ever were, oldest first, and what each of them waits for.
    public List<KeyReport> reports() {
        var shelf = hand.read();
        return shelf.keys().stream().map(key -> KeyReport.of(key, shelf, plan)).toList();
    }

    /// Names of keys in the device that no table knows: their making was cut off, or the device was
    /// away when they were to be destroyed, or another authority made them.
    ///
    /// @throws Unavailable when the device does not answer
    public Set<KeyId> strangersInDevice() {
        var names = new TreeSet<>(Comparator.comparing(KeyId::value));
        names.addAll(maker.namesInDevice());
        hand.read().keys().stream()
                .filter(key -> key.state().isPublished())
                .map(KeyRecord::kid)
                .forEach(names::remove);
        return names;
    }

    /// The public half of any key there ever was.
    public Optional<PublishedKey> publicHalf(KeyId kid) {
        return hand.read().find(kid).map(KeyOpener::publicHalf);
    }

    /// Keys that were made elsewhere, to sign when their turn comes. Their private halves are
    /// sealed here from now on; where they came from, they should not stay.
    public KeyOutcome takeToSign(List<ForeignKey> keys, Mandate mandate) {
        for (var key : keys) {
            if (key.privateKey().isEmpty()) {
                return new KeyOutcome.Refused(KeyRefusal.HAS_NO_PRIVATE_HALF);
            }
        }
        return take(
                keys,
                (key, now) -> maker.toSign(key, key.privateKey().orElseThrow(), now, mandate),
                mandate);
    }

    /// Keys of a former system, to verify with and never to sign. Of a private half no use is made.
    public KeyOutcome takeToVerify(List<ForeignKey> keys, Mandate mandate) {
        return take(keys, (key, now) -> maker.toVerify(key, now, mandate), mandate);
    }

    private KeyOutcome take(
            List<ForeignKey> keys,
            BiFunction<ForeignKey, Instant, KeyRecord> making,
            Mandate mandate) {
        if (!keys.stream().map(ForeignKey::algorithm).allMatch(KeySlot::isOffered)) {
            return new KeyOutcome.Refused(KeyRefusal.NOT_OFFERED);
        }
        return carryOut(shelf ->
                orders.take(
                        shelf,
                        keys.stream().map(key -> making.apply(key, shelf.now())).toList(),
                        mandate));
    }

    /// A slot that somebody needs a key in.
    ///
    /// @return when a key signs in it; empty if one does already
    public Optional<Instant> want(KeySlot slot, Mandate mandate) {
        var _ =
                carryOut(shelf ->
                        shelf.filled().contains(slot)
                                ? new Order.Steps(List.of())
                                : orders.generate(shelf, slot, Optional.empty(), mandate));
        var shelf = hand.read();
        return shelf.signing(slot).isPresent()
                ? Optional.empty()
                : shelf.successors(slot).stream()
                        .findFirst()
                        .map(next -> plan.signsFrom(next, Optional.empty()));
    }

    /// A new key that waits for its turn.
    public KeyOutcome generate(KeySlot slot, Mandate mandate) {
        return generate(slot, Optional.empty(), mandate);
    }

    /// A new key that waits for its turn.
    ///
    /// @param custody where its private half shall be; empty for the usual place
    public KeyOutcome generate(KeySlot slot, Optional<Custody> custody, Mandate mandate) {
        var why = custody.flatMap(place -> maker.obstacle(slot.algorithm(), place));
        return why.<KeyOutcome>map(KeyOutcome.Refused::new)
                .orElseGet(() -> carryOut(shelf -> orders.generate(shelf, slot, custody, mandate)));
    }

    /// Lets the next key sign as soon as everybody can know it, in one slot or in all.
    public KeyOutcome rotate(Optional<KeySlot> slot, Mandate mandate) {
        return carryOut(shelf ->
                inEach(
                        slot.map(Set::of).orElseGet(shelf::filled),
                        one -> atHand(orders.rotate(shelf, one, Optional.empty(), mandate))));
    }

    /// Lets an announced key sign as soon as everybody can know it, before all others.
    public KeyOutcome rotateTo(KeyId kid, Mandate mandate) {
        return carryOut(shelf ->
                shelf.find(kid)
                        .map(key ->
                                atHand(orders.rotate(shelf, key.slot(), Optional.of(kid), mandate)))
                        .orElseGet(() -> new Order.Refused(KeyRefusal.NO_SUCH_KEY)));
    }

    /// Lets the key that signed before sign again, in one slot or in all that have one.
    public KeyOutcome rollBack(Optional<KeySlot> slot, Mandate mandate) {
        return carryOut(shelf ->
                inEach(
                        slot.map(Set::of).orElseGet(shelf::filled),
                        one -> atHand(orders.rollBack(shelf, one, mandate))));
    }

    /// Takes a key out at once, with everything it has signed.
    public KeyOutcome revoke(KeyId kid, Mandate mandate) {
        return carryOut(shelf -> orders.revoke(shelf, kid, mandate));
    }

    /// Refused, when a key would sign that this node cannot sign with.
    private Order atHand(Order order) {
        return order instanceof Order.Steps(var steps) && !steps.stream().allMatch(hand::canBeDone)
                ? new Order.Refused(KeyRefusal.DEVICE_AWAY)
                : order;
    }

    /// What is asked of all slots is refused only if it can be done in none.
    private static Order inEach(Set<KeySlot> slots, Function<KeySlot, Order> order) {
        var steps = new ArrayList<KeyStep>();
        var why = KeyRefusal.NO_SUCH_SLOT;
        for (var slot : slots) {
            switch (order.apply(slot)) {
                case Order.Steps(var more) -> steps.addAll(more);
                case Order.Refused(var reason) -> why = reason;
            }
        }
        return steps.isEmpty() ? new Order.Refused(why) : new Order.Steps(steps);
    }

    private KeyOutcome carryOut(Function<KeyShelf, Order> order) {
        for (int tries = 0; tries < TRIES; tries++) {
            var shelf = hand.read();
            switch (order.apply(shelf)) {
                case Order.Refused(var why) -> {
                    return new KeyOutcome.Refused(why);
                }
                case Order.Steps(var steps) -> {
                    var done = hand.carryOut(shelf, steps, OptionalLong.empty());
                    if (done.isPresent()) {
                        return new KeyOutcome.Done(done.get());
                    }
                }
            }
        }
        throw new Unavailable("the signing keys keep changing", SOON);
    }
}
