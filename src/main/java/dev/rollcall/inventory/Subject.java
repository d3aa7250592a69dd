package dev.rollcall.inventory;

/**
 * What a probe asks about.
 *
 * @param key host and package
 * @param label what people see
 * @param category heading under which it stands
 */
public record Subject(EntryKey key, String label, String category) {}
