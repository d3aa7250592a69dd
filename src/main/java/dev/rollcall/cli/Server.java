package dev.rollcall.cli;

import dev.rollcall.Rollcall;
import dev.rollcall.Transport;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.RollcallConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/** One life of the server, from the options to the exit code. */
final class Server {
    private static final Logger log = LoggerFactory.getLogger(Server.class);
    private static final Path DEFAULT_FILE = Path.of("conf", "rollcall.json");
    /** A service manager is promised an exit within 5 s of SIGTERM. */
    private static final long STOP_MILLIS_MAX = 4_500;

    private final ServeOptions options;
    /** Gets one line, the address, so that a script can read it; all else goes to {@link #err}. */
    private final PrintStream out;

    private final PrintStream err;

    Server(ServeOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Serves until the process is told to stop; returns only when it could not start. */
    int run() {
        RollcallConfig config;
        try {
            config = config();
        } catch (InvalidConfigException e) {
            return refuse(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refuse(ExitCode.USAGE, "cannot read the configuration: " + reason(e));
        } catch (IllegalArgumentException e) {
            return refuse(ExitCode.USAGE, "--" + e.getMessage());
        }
        Vertx vertx = Transport.vertx();
        try {
            serve(vertx, Rollcall.start(vertx, config).await(), config);
            return ExitCode.OK;
        } catch (RuntimeException e) {
            // A defect of ours: the stack says where.
            throw e;
        } catch (Exception e) {
            return refuse(ExitCode.SOFTWARE, cannotListen(config, String.valueOf(e.getMessage())));
        }
    }

    private int refuse(int exitCode, String why) {
        err.println("rollcall: " + why);
        return exitCode;
    }

    private static String cannotListen(RollcallConfig config, String why) {
        String where = "cannot listen on " + config.http().host() + " port "
                + config.http().port();
        // The native transport says: bind(..) failed with error(-98): Address already in use
        return why.contains("already in use")
                ? where + ": it is in use; choose another with --port N, or 0 for any free one"
                : where + ": " + why;
    }

    private void serve(Vertx vertx, Rollcall rollcall, RollcallConfig config) throws InterruptedException {
        // Asked for first: nothing may fail once the hook is there that ends the process with 0.
        URI address = rollcall.address();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, rollcall), "rollcall-stop"));
        config.warnings().forEach(warning -> log.warn("configuration {}", warning));
        log.info(
                "started address={} transport=\"{}\" pid={}",
                address,
                Transport.name(vertx),
                ProcessHandle.current().pid());
        out.println("Rollcall is at " + address);
        out.flush();
        new CountDownLatch(1).await();
    }

    /** Runs when the JVM was told to end. Halts with 0, for to be stopped is no failure; the JVM alone would say 143. */
    private static void stop(Vertx vertx, Rollcall rollcall) {
        log.info("stopping clients={}", rollcall.clients());
        int code = ExitCode.OK;
        try {
            rollcall.stop().eventually(vertx::close).await(STOP_MILLIS_MAX, TimeUnit.MILLISECONDS);
            log.info("stopped");
        } catch (TimeoutException e) {
            log.error("not all was ended within {} ms", STOP_MILLIS_MAX);
            code = ExitCode.SOFTWARE;
        } catch (RuntimeException e) {
            log.error("stopped with a failure", e);
            code = ExitCode.SOFTWARE;
        }
        Runtime.getRuntime().halt(code);
    }

    private RollcallConfig config() throws InvalidConfigException, IOException {
        Catalogue catalogue = Catalogue.load();
        ConfigReader reader = new ConfigReader(name -> catalogue.find(name).isPresent());
        RollcallConfig config;
        if (options.conf != null) {
            config = reader.read(options.conf);
        } else if (Files.exists(DEFAULT_FILE, LinkOption.NOFOLLOW_LINKS)) {
            config = reader.read(DEFAULT_FILE);
        } else {
            config = reader.read("defaults", "{}");
        }
        return options.port == null ? config : config.withPort(options.port);
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException missing
                ? missing.getFile() + ": no such file"
                : String.valueOf(e.getMessage());
    }
}
