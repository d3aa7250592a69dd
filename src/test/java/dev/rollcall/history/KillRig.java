package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.JarProcess;
import dev.rollcall.testing.ModelBoard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A server that is started again and again on the same file, its clients, and the account of what they are told. */
final class KillRig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOVE_MILLIS = 40;
    /** The client that stays away for long is there in each n-th life. */
    private static final int LATE = 6;

    private final Path folder;
    private final Path database;
    private final Path copies;
    private final Path natives;
    private final Random random;
    private final MovingSoftware software;
    private final KillAccount account = new KillAccount();
    private final KillFollower always = new KillFollower("always", account);
    private final KillFollower patient = new KillFollower("patient", account);
    private final KillFollower fickle = new KillFollower("fickle", account);
    private final KillFollower late = new KillFollower("late", account);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private final KillChecks checks;
    private int lives;
    private boolean last;
    private int killedEarly;

    KillRig(Path folder, Random random) throws IOException {
        this.folder = folder;
        this.random = random;
        this.database = folder.resolve("data/rollcall.db");
        this.copies = Files.createDirectory(folder.resolve("copies"));
        this.natives = Files.createDirectory(folder.resolve("natives"));
        this.software = new MovingSoftware(folder, new Random(random.nextLong()));
        this.checks = new KillChecks(account);
        clock.scheduleAtFixedRate(software::move, MOVE_MILLIS, MOVE_MILLIS, TimeUnit.MILLISECONDS);
    }

    KillAccount account() {
        return account;
    }

    int lives() {
        return lives;
    }

    int killedEarly() {
        return killedEarly;
    }

    /** How often a native library was left behind. */
    long librariesLeft() throws IOException {
        try (Stream<Path> left = Files.list(natives)) {
            return left.count();
        }
    }

    /** One life, which ends at a random moment: while it starts, as soon as it listens, or some time later. */
    void liveUntilKilled() throws Exception {
        int kind = random.nextInt(10);
        if (kind < 3) {
            int millis = 100 + random.nextInt(1200);
            live(rollcall -> kill(rollcall, millis), rollcall -> {}, board -> false);
        } else {
            int millis = kind < 6 ? random.nextInt(300) : 300 + random.nextInt(1200);
            live(rollcall -> {}, rollcall -> kill(rollcall, millis), board -> false);
        }
    }

    /** A last life, which ends in good order when each client shows what the server says at the same number. */
    void liveUntilAllAgree() throws Exception {
        last = true;
        List<KillFollower> followers = List.of(always, patient, fickle, late);
        boolean[] agreed = {false};
        live(rollcall -> {}, rollcall -> {}, board -> {
            agreed[0] = board.isConfirmed()
                    && followers.stream().allMatch(follower -> account.haveAgreed(follower.name(), "api"));
            return agreed[0];
        });
        account.check(agreed[0], "not every client came to show what the server says");
    }

    private interface Step {
        void on(JarProcess rollcall);
    }

    /** @param enough looked at with what {@code /api/versions} says, to end it with SIGTERM */
    private void live(Step atStart, Step listening, Predicate<ModelBoard> enough) throws Exception {
        lives++;
        account.newLife();
        try (JarProcess rollcall = JarProcess.start(
                folder,
                List.of("-XX:TieredStopAtLevel=1", "-Xmx128m", "-Dorg.sqlite.tmpdir=" + natives),
                List.of("--conf", software.configuration().toString()))) {
            atStart.on(rollcall);
            Optional<URI> address = address(rollcall);
            if (address.isPresent()) {
                listening.on(rollcall);
                watch(address.get(), rollcall, enough);
            } else {
                killedEarly++;
            }
            rollcall.exit(PATIENCE.toSeconds());
            String log = rollcall.stderr();
            account.check(
                    log.lines().noneMatch(line -> line.contains(" ERROR ") || line.contains("history is not written")),
                    log);
        }
        if (Files.exists(database)) {
            checks.check(StoreCopy.of(database, copies));
        }
    }

    private void watch(URI address, JarProcess rollcall, Predicate<ModelBoard> enough) throws Exception {
        int life = lives;
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        clients.add(run(() -> always.follow(address, life)));
        clients.add(run(() -> new KillFollower("new in life " + life, account).follow(address, life)));
        if (last || life % LATE == 0) {
            clients.add(run(() -> late.follow(address, life)));
        }
        // Whoever has seen it as a restart shows it, and comes back when all is well again, must hear of it.
        boolean atOnce = fickle.hasSeenAllConfirmed();
        if (atOnce) {
            clients.add(run(() -> fickle.follow(address, life)));
        }
        boolean[] confirmed = {false};
        boolean ended = Eventually.holds(PATIENCE, () -> {
            Optional<ModelBoard> board = board(address);
            board.ifPresent(now -> {
                checks.restarted(now, life);
                account.shows("api", now);
                if (!confirmed[0] && now.isConfirmed()) {
                    confirmed[0] = true;
                    clients.add(run(() -> patient.followWhenAllIsConfirmed(address, life)));
                    if (!atOnce) {
                        clients.add(run(() -> fickle.followWhenAllIsConfirmed(address, life)));
                    }
                }
            });
            return board.isEmpty() || enough.test(board.get());
        });
        assertThat(ended).as("ended within %s", PATIENCE).isTrue();
        if (rollcall.process().isAlive()) {
            // Unless it is on its way down already.
            rollcall.process().toHandle().destroy();
        }
        CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Optional<ModelBoard> board(URI address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address.resolve("api/versions"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return Optional.of(
                    ModelBoard.of(http.send(request, BodyHandlers.ofString()).body()));
        } catch (IOException | InterruptedException killed) {
            return Optional.empty();
        }
    }

    private static Optional<URI> address(JarProcess rollcall) throws IOException {
        try {
            return Optional.of(rollcall.address());
        } catch (IllegalStateException killed) {
            return Optional.empty();
        }
    }

    private void kill(JarProcess rollcall, int afterMillis) {
        clock.schedule(() -> rollcall.process().toHandle().destroyForcibly(), afterMillis, TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Void> run(Runnable client) {
        return CompletableFuture.runAsync(client, threads);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }
}
