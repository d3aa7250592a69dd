package dev.rollcall.config;

/**
 * What {@code /metrics} says: section {@code metrics}.
 *
 * @param entries most entries of the board that are there as {@code rollcall_package_info}, each a series of its own; 0 for none
 */
public record MetricsConfig(int entries) {
    static final Setting<Integer> ENTRIES = new Setting<>("entries", 2_000, 0, 1_000_000);

    /** What a file says that says nothing of it. */
    public static final MetricsConfig DEFAULT = new MetricsConfig(ENTRIES.fallback());

    /** Checks the value against its bounds. */
    public MetricsConfig {
        ENTRIES.check(entries);
    }
}
