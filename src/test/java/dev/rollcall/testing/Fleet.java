package dev.rollcall.testing;

import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Reading.Overdue;
import dev.rollcall.inventory.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Servers that somebody runs, the same for the same seed: every package gets newer now and then, between minutes and months ago;
 * most hosts follow within days, some stay behind; here and there one fails, is missing or was not asked.
 *
 * @param hosts how many
 * @param packages how many each has
 * @param gapsPercent of a hundred pairs of host and package, how many are not there at all
 */
public record Fleet(int hosts, int packages, int gapsPercent, long seed) {
    private static final List<String> ROLES = List.of("web", "db", "app", "cache", "build");
    private static final Duration RECENT = Duration.ofHours(20);
    private static final Duration LONG_AGO = Duration.ofDays(240);
    private static final Duration ROLLOUT_MAX = Duration.ofDays(3);
    private static final int LAGGARDS_PERCENT = 9;
    private static final int FAILED_PERCENT = 3;
    private static final int MISSING_PERCENT = 2;
    private static final int STALE_PERCENT = 1;
    private static final int FLAKY_PERCENT = 2;

    /** All that was read until {@code now}, the oldest first. */
    public List<Reading> past(Instant now) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Reading> readings = new ArrayList<>();
        for (Software software : Software.first(packages)) {
            List<Instant> releases = releases(software, random, now);
            for (int host = 0; host < hosts; host++) {
                if (random.nextInt(100) >= gapsPercent) {
                    new Life(software, host, random, now).write(releases, readings);
                }
            }
        }
        readings.sort(Comparator.comparing(Reading::at));
        return readings;
    }

    /** When each version came out: the last one at any time in the last months, nearer ones more often. */
    private static List<Instant> releases(Software software, SplittableRandom random, Instant now) {
        double range = Math.log((double) LONG_AGO.toSeconds() / RECENT.toSeconds());
        Instant at = now.minusSeconds((long) (RECENT.toSeconds() * Math.exp(random.nextDouble() * range)));
        List<Instant> releases = new ArrayList<>();
        for (int i = 0; i < software.versions().size(); i++) {
            releases.add(0, at);
            at = at.minus(Duration.ofHours(30 + random.nextInt(1_500)));
        }
        return releases;
    }

    private static String hostName(int host) {
        return ROLES.get(host % ROLES.size()) + String.format("%02d", host / ROLES.size() + 1) + ".example.net";
    }

    /** What became of one package on one host. */
    private record Life(Software software, int host, SplittableRandom random, Instant now) {

        void write(List<Instant> releases, List<Reading> readings) {
            int versions =
                    chance(LAGGARDS_PERCENT) ? Math.max(1, releases.size() - 1 - random.nextInt(2)) : releases.size();
            for (int i = 0; i < versions; i++) {
                readings.add(reading(new Found(software.versions().get(i)), taken(releases.get(i))));
            }
            if (chance(FLAKY_PERCENT)) {
                Instant at = ago(Duration.ofDays(6));
                String version = software.versions().get(versions - 1);
                readings.add(reading(new Failed("it ran for longer than 10 s", ""), at));
                readings.add(reading(new Found(version), at.plus(Duration.ofMinutes(9))));
            }
            trouble(readings);
        }

        private void trouble(List<Reading> readings) {
            int draw = random.nextInt(100);
            if (draw < FAILED_PERCENT) {
                readings.add(reading(failure(), ago(Duration.ofDays(2))));
            } else if (draw < FAILED_PERCENT + MISSING_PERCENT) {
                String cause = "/usr/bin/" + software.name() + " does not exist";
                readings.add(reading(new Absent(cause), ago(Duration.ofDays(20))));
            } else if (draw < FAILED_PERCENT + MISSING_PERCENT + STALE_PERCENT) {
                readings.add(reading(new Overdue("all 4 workers were busy"), ago(Duration.ofHours(3))));
            }
        }

        private Failed failure() {
            return switch (random.nextInt(3)) {
                case 0 -> new Failed("it ran for longer than 10 s", "");
                case 1 -> new Failed("no version in what it printed", "usage: " + software.name() + " [options] file");
                default ->
                    new Failed(
                            "exit code 127",
                            software.name() + ": error while loading shared libraries: libssl.so.1.1: cannot open"
                                    + " shared object file: No such file or directory");
            };
        }

        private Instant taken(Instant release) {
            long latest = Math.min(
                    ROLLOUT_MAX.toSeconds(), Duration.between(release, now).toSeconds() - 30);
            return release.plusSeconds(random.nextLong(Math.max(1, latest)));
        }

        private Instant ago(Duration most) {
            return now.minusSeconds(600 + random.nextLong(most.toSeconds()));
        }

        private Reading reading(Outcome outcome, Instant at) {
            Subject subject =
                    new Subject(new EntryKey(hostName(host), software.name()), software.label(), software.category());
            return new Reading(subject, outcome, at, Duration.ofMillis(3 + random.nextInt(60)));
        }

        private boolean chance(int percent) {
            return random.nextInt(100) < percent;
        }
    }
}
