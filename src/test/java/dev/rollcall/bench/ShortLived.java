package dev.rollcall.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A contender that dies in the middle of its work: with the fifth broadcast. */
final class ShortLived extends Floor {
    private int broadcastsLeft = 5;

    private ShortLived(int port) throws IOException {
        super(port);
    }

    public static void main(String[] arguments) throws IOException {
        new ShortLived(Contract.port(arguments)).run();
    }

    @Override
    void broadcast(ByteBuffer body) {
        broadcastsLeft--;
        if (broadcastsLeft == 0) {
            Runtime.getRuntime().halt(1);
        }
        super.broadcast(body);
    }
}
