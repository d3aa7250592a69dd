package dev.rollcall.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, by which an operator tells a server to read its configuration again; a JVM ends by it unless somebody hears it.
 *
 * <p>{@code sun.misc.Signal} is the one way to hear a signal, and the module {@code jdk.unsupported} keeps it for that; the
 * compiler warns of it in a way that cannot be turned off, hence the reflection.
 */
final class Hangup {
    private static final Logger log = LoggerFactory.getLogger(Hangup.class);

    private volatile Runnable action = () -> {};

    private Hangup() {}

    /** From now on, the signal does not end the process, and does nothing until {@link #then} says what. */
    static Hangup heard() {
        Hangup hangup = new Hangup();
        hangup.hear();
        return hangup;
    }

    /** From now on, runs {@code what} on a thread of the JVM's whenever the signal comes; where there is none, never. */
    void then(Runnable what) {
        action = what;
    }

    private void hear() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object hearing = Proxy.newProxyInstance(
                    Hangup.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        action.run();
                        return null;
                    });
            Method handle = signal.getMethod("handle", signal, handler);
            handle.invoke(null, signal.getConstructor(String.class).newInstance("HUP"), hearing);
        } catch (ReflectiveOperationException e) {
            // Windows has no such signal, nor has a JVM that was told to leave signals alone (-Xrs).
            log.debug("SIGHUP is not heard", e);
        }
    }
}
