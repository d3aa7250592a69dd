package dev.rollcall.installs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** File names, some of them given by globs: quick to ask, for a busy folder asks often. Immutable; any thread. */
public record NameSet(Set<String> plain, List<NameGlob> globs) {

    /** Copies both. */
    public NameSet {
        plain = Set.copyOf(plain);
        globs = List.copyOf(globs);
    }

    static NameSet of(Collection<NameGlob> names) {
        Set<String> plain = new HashSet<>();
        List<NameGlob> globs = new ArrayList<>();
        for (NameGlob name : names) {
            if (name.isPlain()) {
                plain.add(name.toString());
            } else if (!globs.contains(name)) {
                globs.add(name);
            }
        }
        return new NameSet(plain, globs);
    }

    /** Whether {@code name} is one of them. */
    public boolean contains(String name) {
        return plain.contains(name) || globs.stream().anyMatch(glob -> glob.matches(name));
    }

    NameSet with(NameSet other) {
        Set<String> names = new HashSet<>(plain);
        names.addAll(other.plain);
        Set<NameGlob> patterns = new LinkedHashSet<>(globs);
        patterns.addAll(other.globs);
        return new NameSet(names, List.copyOf(patterns));
    }
}
