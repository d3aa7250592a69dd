package dev.rollcall.installs;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;

/** What a further install of a package is called: its folder, or its file name, tells it from the others. Pure. */
public final class InstallName {
    /** What the configuration allows for names, and for labels. */
    private static final int CHARS_MAX = 100;

    private InstallName() {}

    /**
     * A name that no other has; the same for the same install from scan to scan.
     *
     * @param taken whether another install already has a name
     */
    public static String of(String packageName, Install install, Predicate<String> taken) {
        String name = packageName + '@' + allowed(where(install));
        if (name.length() <= CHARS_MAX && !taken.test(name)) {
            return name;
        }
        // Folders that differ only in characters that a name cannot have, or only behind its end.
        String suffix = '-' + hash(install.path().toString());
        return name.substring(0, Math.min(name.length(), CHARS_MAX - suffix.length())) + suffix;
    }

    /** What people see: the package's label and where this one is. */
    public static String label(String packageLabel, Install install) {
        String place = install.found() == Install.Found.GLOB_ON_PATH
                ? install.file()
                : byGlob(install)
                        ? install.home().resolve(install.file()).toString()
                        : install.home().toString();
        String label = packageLabel + " (" + place + ')';
        return label.length() <= CHARS_MAX ? label : label.substring(0, CHARS_MAX - 2) + "…)";
    }

    private static String where(Install install) {
        if (install.found() == Install.Found.GLOB_ON_PATH) {
            return install.file();
        }
        Path home = install.home();
        String folder = home.getNameCount() == 0 ? "root" : home.toString().substring(1);
        return byGlob(install) ? folder + '-' + install.file() : folder;
    }

    private static boolean byGlob(Install install) {
        return install.found() == Install.Found.GLOB_IN_FOLDER;
    }

    private static String allowed(String text) {
        return text.replaceAll("[^A-Za-z0-9._+@~-]", "-");
    }

    private static String hash(String text) {
        return String.format(Locale.ROOT, "%08x", text.hashCode());
    }
}
