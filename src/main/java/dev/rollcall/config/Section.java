package dev.rollcall.config;

import dev.rollcall.config.JsonNode.ArrayNode;
import dev.rollcall.config.JsonNode.BooleanNode;
import dev.rollcall.config.JsonNode.NullNode;
import dev.rollcall.config.JsonNode.NumberNode;
import dev.rollcall.config.JsonNode.ObjectNode;
import dev.rollcall.config.JsonNode.TextNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One JSON object of the file while it is being read. Each {@code get} method gives the value or, when it is absent or
 * wrong, the default, and notes what is wrong; {@link #close()} notes the keys that nobody asked for.
 */
final class Section implements AutoCloseable {
    private final ObjectNode node;
    private final List<Problem> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(ObjectNode node, List<Problem> problems) {
        this.node = node;
        this.problems = problems;
    }

    Duration duration(Setting<Duration> setting) {
        return get(setting.key(), Section::text, Units::duration, Units.DURATION_RULE)
                .filter(value -> within(setting, value))
                .orElse(setting.fallback());
    }

    /** The duration under the setting's key, or empty when there is none. */
    Optional<Duration> optionalDuration(Setting<Duration> setting) {
        return get(setting.key(), Section::text, Units::duration, Units.DURATION_RULE)
                .filter(value -> within(setting, value));
    }

    ByteSize size(Setting<ByteSize> setting) {
        return get(setting.key(), Section::text, Units::size, Units.SIZE_RULE)
                .filter(value -> within(setting, value))
                .orElse(setting.fallback());
    }

    int integer(Setting<Integer> setting) {
        String rule = "a whole number " + setting.rule();
        return get(setting.key(), Section::integer, Optional::of, rule)
                .filter(value -> within(setting, value))
                .orElse(setting.fallback());
    }

    boolean flag(String key, boolean fallback) {
        return get(key, Section::flag, Optional::of, "true or false").orElse(fallback);
    }

    Optional<String> text(String key, Predicate<String> allowed, String rule) {
        return get(key, Section::text, text -> Optional.of(text).filter(allowed), rule);
    }

    /** As {@link #text}; that it is not there is noted too. */
    Optional<String> required(String key, Predicate<String> allowed, String rule) {
        if (any(key).isEmpty()) {
            note(node, "an object with a \"" + key + "\"", problems);
        }
        return text(key, allowed, rule);
    }

    /** The texts of an array, without those that break {@code rule}; empty when there is none. */
    List<String> texts(String key, Predicate<String> allowed, String rule) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(key).orElse(List.of())) {
            Optional<String> read = text(item).filter(allowed);
            read.ifPresentOrElse(texts::add, () -> note(item, rule, problems));
        }
        return texts;
    }

    Optional<Section> section(String key) {
        return get(key, Section::object, Optional::of, "an object").map(object -> new Section(object, problems));
    }

    Optional<List<JsonNode>> list(String key) {
        return get(key, Section::array, Optional::of, "an array").map(ArrayNode::items);
    }

    /** Whether {@code null} stands under {@code key}; for keys where that says something. */
    boolean isNull(String key) {
        return any(key).filter(NullNode.class::isInstance).isPresent();
    }

    /** The value as it stands, of any kind. */
    Optional<JsonNode> any(String key) {
        asked.add(key);
        return Optional.ofNullable(node.members().get(key));
    }

    /** Notes that the value under {@code key}, or this whole object where the key is absent, breaks a rule. */
    void wrong(String key, String rule) {
        note(node.members().getOrDefault(key, node), rule, problems);
    }

    static void note(JsonNode value, String rule, List<Problem> problems) {
        problems.add(Problem.at(value.place(), value.show(), rule));
    }

    /** Notes each key that nobody asked for. */
    @Override
    public void close() {
        for (Map.Entry<String, JsonNode> member : node.members().entrySet()) {
            if (!asked.contains(member.getKey())) {
                problems.add(Problem.at(
                                member.getValue().place(), "an unknown key", "one of " + String.join(", ", asked))
                        .suggesting(Spelling.nearest(member.getKey(), asked).orElse(null)));
            }
        }
    }

    /** A value of the right JSON type, then of the right form; what is neither is noted with {@code rule}. */
    private <J, T> Optional<T> get(
            String key, Function<JsonNode, Optional<J>> type, Function<J, Optional<T>> form, String rule) {
        Optional<JsonNode> value = any(key);
        Optional<T> read = value.flatMap(type).flatMap(form);
        if (value.isPresent() && read.isEmpty()) {
            note(value.get(), rule, problems);
        }
        return read;
    }

    private <T extends Comparable<T>> boolean within(Setting<T> setting, T value) {
        if (setting.allows(value)) {
            return true;
        }
        wrong(setting.key(), setting.rule());
        return false;
    }

    private static Optional<String> text(JsonNode node) {
        return node instanceof TextNode text ? Optional.of(text.text()) : Optional.empty();
    }

    private static Optional<Boolean> flag(JsonNode node) {
        return node instanceof BooleanNode flag ? Optional.of(flag.value()) : Optional.empty();
    }

    private static Optional<ObjectNode> object(JsonNode node) {
        return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    private static Optional<ArrayNode> array(JsonNode node) {
        return node instanceof ArrayNode array ? Optional.of(array) : Optional.empty();
    }

    private static Optional<Integer> integer(JsonNode node) {
        try {
            return node instanceof NumberNode number
                    ? Optional.of(number.number().intValueExact())
                    : Optional.empty();
        } catch (ArithmeticException notAnInt) {
            return Optional.empty();
        }
    }
}
