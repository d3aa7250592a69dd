package dev.rollcall.collect;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.RollcallConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Configurations as a user writes them, and catalogues as we do. */
final class Configs {
    private Configs() {}

    /** What the file says, with {@code '} for {@code "}; every package is taken for one of the catalogue. */
    static RollcallConfig read(String json) {
        try {
            return new ConfigReader(name -> true).read("test", json.replace('\'', '"'));
        } catch (InvalidConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A catalogue, with {@code '} for {@code "}: what is installed on this machine must not matter to a test. */
    static Catalogue catalogue(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        try {
            return Catalogue.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
