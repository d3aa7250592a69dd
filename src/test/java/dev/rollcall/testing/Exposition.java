package dev.rollcall.testing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape in Prometheus's text format 0.0.4, read strictly: HELP and TYPE of a metric once and before its samples, samples
 * of a metric together, none twice, counters called {@code _total}.
 */
public final class Exposition {
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) ([a-z][a-z0-9_]*) (.+)");
    private static final String LABEL = "[a-z_]+=\"(?:[^\"\\\\\\r\0]|\\\\[\"\\\\n])*\"";
    private static final Pattern PART = Pattern.compile("(.+)_(?:bucket|sum|count)");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-z][a-z0-9_]*)(\\{LABEL(?:,LABEL)*\\})? (\\S+)".replace("LABEL", LABEL));

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, String> helps = new HashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();

    /** Reads {@code text}; refuses what is against the rules, with the line. */
    public Exposition(String text) {
        require(text.endsWith("\n"), "the end");
        Set<String> over = new HashSet<>();
        String current = "";
        for (String line : text.split("\n")) {
            String name = line.startsWith("#") ? meta(line) : sample(line);
            if (!name.equals(current)) {
                require(over.add(name), line);
                current = name;
            }
        }
        require(types.keySet().equals(helps.keySet()), "HELP and TYPE");
    }

    private String meta(String line) {
        Matcher meta = META.matcher(line);
        require(meta.matches(), line);
        Map<String, String> known = meta.group(1).equals("HELP") ? helps : types;
        require(known.put(meta.group(2), meta.group(3)) == null, line);
        require(!meta.group(3).equals("counter") || meta.group(2).endsWith("_total"), line);
        return meta.group(2);
    }

    private String sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        require(sample.matches(), line);
        String name = metric(sample.group(1));
        require(types.containsKey(name) && helps.containsKey(name), line);
        String labels = sample.group(2) == null ? "" : sample.group(2);
        require(samples.put(sample.group(1) + labels, Double.valueOf(sample.group(3))) == null, line);
        return name;
    }

    /** The metric that has a sample of this name: histograms and summaries have several. */
    private String metric(String sample) {
        Matcher part = PART.matcher(sample);
        String type = part.matches() ? types.getOrDefault(part.group(1), "") : "";
        return type.equals("histogram") || type.equals("summary") ? part.group(1) : sample;
    }

    private static void require(boolean rule, String line) {
        if (!rule) {
            throw new IllegalArgumentException("against the rules: " + line);
        }
    }

    /** Name and type of each metric, in their order. */
    public Map<String, String> types() {
        return types;
    }

    /** Each sample with its labels as they are written. */
    public Set<String> samples() {
        return samples.keySet();
    }

    /** The value of {@code sample}, a name with its labels as they are written. */
    public double value(String sample) {
        Double value = samples.get(sample);
        if (value == null) {
            throw new IllegalArgumentException("no sample " + sample + " among " + samples.keySet());
        }
        return value;
    }
}
