package dev.rollcall.collect;

import static dev.rollcall.log.Value.text;
import static dev.rollcall.log.Value.value;

import dev.rollcall.inventory.Change;
import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.Entry;
import dev.rollcall.log.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what changed, one line each. Stateless. */
final class ChangeLog {
    private static final Logger log = LoggerFactory.getLogger(ChangeLog.class);
    /** When one failed command is the news of thousands of entries, the first ones tell it; a log line may block. */
    private static final int LINES_MAX = 50;

    void tell(List<Change> changes) {
        List<Change> news = changes.stream()
                .filter(change -> change.kind().isPresent())
                .filter(change -> log.isDebugEnabled() || kind(change) != ChangeKind.APPEARED)
                .toList();
        news.stream().limit(LINES_MAX).forEach(ChangeLog::tell);
        if (news.size() > LINES_MAX) {
            log.warn("and more changes at the same moment count={}", news.size() - LINES_MAX);
        }
    }

    private static void tell(Change change) {
        String kind = kind(change).wireName();
        Value host = value(change.key().host());
        Value name = value(change.key().packageName());
        @Nullable Entry before = change.before();
        @Nullable Entry after = change.after();
        if (after == null) {
            log.info("{} host={} package={}", kind, host, name);
        } else if (after.reason() != null) {
            log.warn(
                    "{} host={} package={} version={} reason={}",
                    kind,
                    host,
                    name,
                    value(after.version()),
                    text(after.reason().text()));
        } else if (before == null
                || before.version() == null
                || before.version().equals(after.version())) {
            log.info("{} host={} package={} version={}", kind, host, name, value(after.version()));
        } else {
            log.info(
                    "{} host={} package={} from={} to={}",
                    kind,
                    host,
                    name,
                    value(before.version()),
                    value(after.version()));
        }
    }

    private static ChangeKind kind(Change change) {
        return Objects.requireNonNull(change.kind().orElse(null), "a change of a kind");
    }
}
