package dev.mintmark.verifier.revocation;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/// Hands the bytes of a response to a parser as they come, and asks for more only when they have
/// been dealt with: who sends faster than we can judge has to wait.
final class StreamBody implements BodySubscriber<Void> {

    private final EventStreamParser parser;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;

    StreamBody(EventStreamParser parser) {
        this.parser = parser;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        if (end.isDone()) {
            started.cancel();
        } else {
            started.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                if (end.isDone()) {
                    return;
                }
                parser.take(buffer);
            }
        } catch (Malformed e) {
            breakOff(e.rule());
            return;
        } catch (RuntimeException | Error broken) {
            breakOff(broken.toString());
            return;
        }
        Flow.Subscription current = subscription;
        if (current != null) {
            current.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.completeExceptionally(new IOException("the stream was ended by the other side"));
    }

    /// Hangs up.
    void breakOff(String reason) {
        end.completeExceptionally(new IOException(reason));
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }
}
