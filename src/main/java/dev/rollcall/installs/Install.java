package dev.rollcall.installs;

import java.nio.file.Path;

/**
 * One install of a package.
 *
 * @param path the executable, absolute, as it was found
 * @param real the executable without links: what makes two installs one
 * @param found how it was found, which is what it may be called by
 */
public record Install(Path path, Path real, Found found) {

    /** How an install was found. */
    public enum Found {
        /** Under one of its plain names on the search path: what a shell would run. */
        NAME_ON_PATH,
        /** Under a name that a glob stands for, which a shell would run by that name. */
        GLOB_ON_PATH,
        /** Under a plain name in a folder: the folder is what tells it from others. */
        NAME_IN_FOLDER,
        /** Under a name that a glob stands for: folder and name together tell it from others. */
        GLOB_IN_FOLDER
    }

    /** What a command calls the first install by: its name, so that it follows the search path, or its place. */
    public String program() {
        return switch (found) {
            case NAME_ON_PATH, GLOB_ON_PATH -> file();
            case NAME_IN_FOLDER, GLOB_IN_FOLDER -> path.toString();
        };
    }

    /** Name of the executable. */
    String file() {
        return String.valueOf(path.getFileName());
    }

    /** The folder that it is installed in, without {@code bin} or {@code sbin}. */
    Path home() {
        return homeOf(path);
    }

    /** The folder above {@code bin} or {@code sbin}, or else the executable's own. */
    static Path homeOf(Path executable) {
        Path folder = executable.getParent();
        if (folder == null || folder.getParent() == null) {
            return folder == null ? executable : folder;
        }
        return folder.endsWith("bin") || folder.endsWith("sbin") ? folder.getParent() : folder;
    }
}
