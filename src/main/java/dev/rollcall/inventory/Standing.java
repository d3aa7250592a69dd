package dev.rollcall.inventory;

/** Where one package on one host stands after its last change: it has an entry, or had one that was removed. */
public sealed interface Standing permits Entry, Removal {
    /** Host and package. */
    EntryKey key();

    /** Number of the last change. */
    long seq();
}
