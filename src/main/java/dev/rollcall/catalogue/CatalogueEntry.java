package dev.rollcall.catalogue;

import com.google.re2j.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one package is asked.
 *
 * @param name the package's name on the board
 * @param label what people see
 * @param category heading under which it stands
 * @param executables names under which it may be installed; the first that is found is run
 * @param arguments what makes it print its version
 * @param pattern where the version stands in the output; null where the usual places do
 */
public record CatalogueEntry(
        String name,
        String label,
        String category,
        List<String> executables,
        List<String> arguments,
        @Nullable Pattern pattern) {

    /** Copies the lists and checks that there is something to run. */
    public CatalogueEntry {
        executables = List.copyOf(executables);
        arguments = List.copyOf(arguments);
        if (name.isBlank() || label.isBlank() || category.isBlank() || executables.isEmpty()) {
            throw new IllegalArgumentException(
                    "catalogue entry \"" + name + "\": label, category and executables must not be empty");
        }
        if (pattern != null && !pattern.namedGroups().containsKey("version")) {
            throw new IllegalArgumentException(
                    "catalogue entry \"" + name + "\": pattern " + pattern + " has no group named version");
        }
    }
}
