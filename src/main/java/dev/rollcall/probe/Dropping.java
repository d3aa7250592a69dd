package dev.rollcall.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides how a command gets rid of root's rights, when we have them. Any thread; one decides at a time. */
final class Dropping {
    private static final Logger log = LoggerFactory.getLogger(Dropping.class);
    private static final int ANSWER_BYTES_MAX = 4096;
    /** How long an answer holds: users seldom come and go, and each question is a process of its own. */
    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

    private final Supplier<Optional<String>> user;
    private final Consumer<String> warnings;
    private final long uid;
    private final SearchPath tools;
    private final CommandRunner asking;
    private @Nullable Answer last;
    private String told = "";

    private record Answer(String user, Way way, long nanos) {}

    /**
     * @param uid whose rights we have
     * @param tools where setpriv and getent are looked for
     */
    Dropping(Supplier<Optional<String>> user, Consumer<String> warnings, long uid, SearchPath tools) {
        this.user = user;
        this.warnings = warnings;
        this.uid = uid;
        this.tools = tools;
        this.asking = new CommandRunner(tools, Map.of(), ANSWER_BYTES_MAX);
    }

    /** How the next command is started. */
    Way way() {
        Optional<String> name = user.get();
        return uid == 0 ? asRoot(name) : asOurselves(name);
    }

    private synchronized Way asOurselves(Optional<String> name) {
        if (name.isPresent() && first("not root")) {
            log.debug("collect.user has no effect user={}: Rollcall does not run as root", name.get());
        }
        return new Way.Direct();
    }

    private synchronized Way asRoot(Optional<String> name) {
        if (name.isEmpty()) {
            warn("commands run as root: set collect.user to have them run without its rights");
            return new Way.Direct();
        }
        Answer known = last;
        if (known == null || !known.user().equals(name.get()) || System.nanoTime() - known.nanos() > FRESH_NANOS) {
            known = new Answer(name.get(), decide(name.get()), System.nanoTime());
            last = known;
        }
        if (known.way() instanceof Way.Barred barred) {
            warn("commands are not run: each " + barred.cause());
        } else {
            told = "";
        }
        return known.way();
    }

    private Way decide(String name) {
        Optional<Path> setpriv = setpriv();
        if (setpriv.isEmpty()) {
            return barred(name, "setpriv is not installed; install the package util-linux, on Alpine setpriv");
        }
        Account.Answer answer = Account.ask(name, asking);
        if (answer instanceof Account.Unknown unknown) {
            return barred(name, unknown.cause() + "; create the user, or name another");
        }
        Account account = ((Account.Known) answer).account();
        return account.uid() == 0
                ? barred(name, "that user is root itself; name another")
                : new Way.Dropped(account, setpriv.get());
    }

    private static Way barred(String name, String why) {
        return new Way.Barred("was not run as \"" + name + "\", whom collect.user names: " + why);
    }

    /** The one of util-linux. Busybox has one too, which cannot change the user. */
    private Optional<Path> setpriv() {
        try {
            return tools.resolve("setpriv") instanceof SearchPath.Executable found
                            && !found.path().toRealPath().endsWith("busybox")
                    ? Optional.of(found.path())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void warn(String line) {
        if (first(line)) {
            warnings.accept(line);
        }
    }

    private boolean first(String line) {
        boolean news = !told.equals(line);
        told = line;
        return news;
    }

    /** Whose rights this process has; where that cannot be read, the user's name tells root from others. */
    static long effectiveUid() {
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            // Uid: real, effective, saved, file system. See proc(5).
            return status.filter(line -> line.startsWith("Uid:"))
                    .map(line -> Long.parseLong(line.split("\\s+", -1)[2]))
                    .findFirst()
                    .orElseGet(Dropping::uidByName);
        } catch (IOException | RuntimeException e) {
            return uidByName();
        }
    }

    private static long uidByName() {
        return "root".equals(System.getProperty("user.name")) ? 0 : -1;
    }
}
