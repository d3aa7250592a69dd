package dev.rollcall.collect;

import dev.rollcall.config.CollectConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of the machine that Rollcall runs on. */
final class HostName {
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** The name under which this machine stands on the board. May block. */
    static String of(CollectConfig collect) {
        return collect.host() == null ? ofThisMachine() : collect.host();
    }

    /** The kernel's name for it; elsewhere the resolver's, which may block. */
    static String ofThisMachine() {
        try {
            String name = Files.readString(LINUX).strip();
            if (!name.isEmpty()) {
                return name;
            }
        } catch (IOException notLinux) {
            // The resolver knows.
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
