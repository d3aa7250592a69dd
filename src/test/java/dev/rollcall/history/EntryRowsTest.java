package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Change;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Past;
import dev.rollcall.inventory.Reason;
import dev.rollcall.inventory.Removals;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Subject;
import dev.rollcall.inventory.Update;
import dev.rollcall.testing.NastyText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written of an entry is read again by the next life, whatever its texts are made of. */
class EntryRowsTest {
    private static final Instant MOMENT = Instant.parse("2026-11-23T01:02:03.456Z");

    @TempDir
    Path folder;

    static Stream<String> texts() {
        return Stream.of(
                "'; DROP TABLE entry; --",
                "\"quoted\" 'twice' `and` [so] on",
                "a\0b",
                "\0",
                "🐘 é ß 版本",
                "שלום \u202Eright to left\u202C",
                "%s ?1 :name @name $name",
                "\r\n\t\u2028\uFEFF",
                "x".repeat(100_000),
                "🐘".repeat(30_000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void keepsEveryFieldOfAnEntryWhateverItsTextsAre(String text) throws Exception {
        keeps(entry(text, Status.FAILED, 1, new Reason(text + "cause", text, MOMENT.plusMillis(1)), text + "before"));
        keeps(entry("x" + text, Status.OK, 1, null, text));
    }

    @Test
    void keepsEveryKindOfEntry() throws Exception {
        List<Entry> all = new ArrayList<>();
        for (Status status : Status.values()) {
            Reason reason = status == Status.OK ? null : new Reason("cause", "", MOMENT);
            all.add(entry("1." + all.size(), status, all.size() + 1, reason, null));
            if (status != Status.OK) {
                all.add(entry(null, status, all.size() + 1, reason, "0.9"));
            }
        }

        keeps(all.toArray(Entry[]::new));
    }

    @Test
    void keepsAnyTextsButHalvesOfCharactersWhichNoClientIsToldEither() throws Exception {
        Random random = new Random(20_261_123);
        for (int i = 0; i < 40; i++) {
            String text = "v" + NastyText.text(random);
            Reason reason = new Reason(text, NastyText.text(random), MOMENT);
            Entry entry = entry(text, Status.FAILED, 1, reason, NastyText.text(random));

            assertThat(written(entry)).singleElement().satisfies(read -> {
                assertThat(read.version()).isEqualTo(whole(text));
                assertThat(read.previous()).isEqualTo(whole(String.valueOf(entry.previous())));
                assertThat(read.reason()).isEqualTo(new Reason(whole(text), whole(reason.detail()), reason.since()));
            });
        }
    }

    private void keeps(Entry... entries) throws Exception {
        assertThat(written(entries)).containsExactly(entries);
    }

    /** Writes them, closes the file, opens it again and reads them. */
    private List<Entry> written(Entry... entries) throws Exception {
        Path file = folder.resolve("e" + System.nanoTime() + ".db");
        List<Change> changes =
                Stream.of(entries).map(entry -> Change.to(null, entry, MOMENT)).toList();
        Cursor reached = new Cursor("first", entries.length);
        try (Store store = Store.on(Databases.toWrite(file), "first")) {
            store.write(
                    new Update(changes, List.of(), new Snapshot(reached, 1, MOMENT, List.of(entries), Removals.NONE)),
                    store.cursor());
        }
        try (Store store = Store.on(Databases.toWrite(file), "second")) {
            Past past = store.past();
            assertThat(past.cursor()).isEqualTo(reached);
            assertThat(past.toldSeqs()).isEmpty();
            return past.entries();
        }
    }

    private static Entry entry(
            @Nullable String version, Status status, long seq, @Nullable Reason reason, @Nullable String previous) {
        Subject subject = new Subject(new EntryKey("höst's", "p" + seq), "label " + version, "category\0" + seq);
        return new Entry(subject, version, status, MOMENT, MOMENT.plusMillis(seq), reason, previous, seq);
    }

    private static String whole(String text) {
        return text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
