package dev.rollcall.cli;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.RollcallConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which configuration every command works with. */
final class ConfOption {
    /** The start script says where its own lies. */
    private static final Path DEFAULT_FILE = Path.of(System.getProperty("rollcall.conf", "conf/rollcall.json"));

    @Option(
            names = {"-c", "--conf"},
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Configuration (JSON). Default: conf/rollcall.json if it is there, else built-in defaults.")
    @Nullable
    Path file;

    /** Reads it; packages may be named as {@code catalogue} knows them. */
    RollcallConfig read(Catalogue catalogue) {
        ConfigReader reader = new ConfigReader(name -> catalogue.find(name).isPresent());
        try {
            if (file != null) {
                return reader.read(file);
            }
            return Files.exists(DEFAULT_FILE, LinkOption.NOFOLLOW_LINKS)
                    ? reader.read(DEFAULT_FILE)
                    : reader.read("defaults", "{}");
        } catch (InvalidConfigException e) {
            throw new Refusal(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Refusal(ExitCode.USAGE, "cannot read the configuration: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException missing
                ? missing.getFile() + ": no such file"
                : String.valueOf(e.getMessage());
    }
}
