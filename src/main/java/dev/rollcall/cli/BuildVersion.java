package dev.rollcall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that was built, and what it runs on. */
final class BuildVersion implements IVersionProvider {
    private static final String FILE = "build.properties";

    @Override
    public String[] getVersion() {
        return new String[] {"Rollcall " + number(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
        };
    }

    /** The number alone. */
    static String number() {
        Properties build = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream(FILE)) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("this build has no " + FILE, e);
        }
        return build.getProperty("version");
    }
}
