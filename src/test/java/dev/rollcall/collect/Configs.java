package dev.rollcall.collect;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.RollcallConfig;

/** Configurations as a user writes them. */
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
}
