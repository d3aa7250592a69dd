package dev.rollcall.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One attack on a server of this machine, by one thread: {@code Attackers ATTACK PORT SECONDS}. Bounded in connections, in
 * connects per second and in time; prints what it did.
 */
final class Attackers {
    private static final long FIRST_PER_SECOND = 2_000;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int RECEIVE_BYTES = 4_096;

    private final Attack attack;
    private final InetSocketAddress server;
    private final Selector selector = Selector.open();
    private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);
    private final List<SocketChannel> open = new ArrayList<>();
    private long made;
    private long failed;

    private Attackers(Attack attack, int port) throws IOException {
        this.attack = attack;
        this.server = new InetSocketAddress("127.0.0.1", port);
    }

    /** The program. */
    public static void main(String[] arguments) throws IOException {
        Attackers attackers = new Attackers(Attack.valueOf(arguments[0]), Integer.parseInt(arguments[1]));
        attackers.run(Integer.parseInt(arguments[2]) * SECOND_NANOS);
        System.out.println(attackers.made + " connects, " + attackers.failed + " failed");
    }

    private void run(long nanos) throws IOException {
        long begin = System.nanoTime();
        long nextTrickle = SECOND_NANOS;
        for (long now = 0; now < nanos; now = System.nanoTime() - begin) {
            long first = Math.min(attack.connections, now * FIRST_PER_SECOND / SECOND_NANOS);
            long allowed = first + now * attack.renewedPerSecond / SECOND_NANOS;
            while (open.size() < attack.connections && made < allowed) {
                connect();
            }
            if (now > nextTrickle) {
                nextTrickle += SECOND_NANOS;
                trickle();
            }
            selector.select(this::serve, 5);
            open.removeIf(channel -> !channel.isOpen());
        }
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    private void connect() throws IOException {
        made++;
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
        channel.configureBlocking(false);
        open.add(channel);
        try {
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_CONNECT);
        } catch (IOException e) {
            fail(channel);
        }
    }

    private void serve(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                channel.write(attack.beginning());
                // Who reads nothing does not hear either that it is closed; the first byte after that says so.
                key.interestOps(attack == Attack.SLOW_READ ? 0 : SelectionKey.OP_READ);
            } else if (channel.read(received.clear()) < 0) {
                channel.close();
            }
        } catch (IOException e) {
            fail(channel);
        }
    }

    /** What is said every second; where nothing is, a byte to see whether the connection is still there. */
    private void trickle() {
        for (SocketChannel channel : open) {
            try {
                if (channel.isConnected() && attack == Attack.SLOW_HEADER) {
                    channel.write(attack.everySecond());
                } else if (channel.isConnected() && attack == Attack.SLOW_READ) {
                    channel.write(ByteBuffer.wrap(new byte[] {'\r', '\n'}));
                }
            } catch (IOException e) {
                fail(channel);
            }
        }
    }

    private void fail(SocketChannel channel) {
        failed++;
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more either way.
            return;
        }
    }
}
