package dev.rollcall.inventory;

/**
 * What is remembered of an entry that was removed, for those who still show it.
 *
 * @param key host and package
 * @param seq number of the change that removed it
 */
public record Removal(EntryKey key, long seq) implements Standing {}
