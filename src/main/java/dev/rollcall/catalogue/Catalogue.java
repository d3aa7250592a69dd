package dev.rollcall.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All packages that are known by name. Immutable; any thread. */
public final class Catalogue {
    private static final String FILE = "catalogue.json";

    private final Map<String, CatalogueEntry> byName;

    private Catalogue(Map<String, CatalogueEntry> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** Reads the catalogue that comes with Rollcall. */
    public static Catalogue load() {
        try (InputStream in = Catalogue.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in the jar");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    /**
     * Reads a catalogue in the form of the one that comes with Rollcall.
     *
     * @throws IOException when it is not JSON
     * @throws IllegalArgumentException for a broken entry, an unknown key or a name that stands twice
     */
    public static Catalogue read(InputStream in) throws IOException {
        return new Catalogue(CatalogueReader.read(in));
    }

    /** Every entry, in the order of the file. */
    public Collection<CatalogueEntry> entries() {
        return byName.values();
    }

    /** Of every entry the name. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** The entry of this name. */
    public Optional<CatalogueEntry> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
