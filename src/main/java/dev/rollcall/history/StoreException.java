package dev.rollcall.history;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The store cannot be read or written; says why in words for people. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is to be done about it. */
    enum Kind {
        /** The content makes no sense: set aside, begin anew. */
        CORRUPT,
        /** It works, and is not ours to touch. */
        FOREIGN,
        /** Perhaps it goes by: try again. */
        OTHER
    }

    StoreException(Kind kind, String message) {
        this(kind, message, null);
    }

    StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What {@code e} means. */
    static StoreException of(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return new StoreException(Kind.OTHER, String.valueOf(e.getMessage()), e);
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        // The low byte is the primary code, the rest says more: https://www.sqlite.org/rescode.html
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> new StoreException(Kind.CORRUPT, "it is corrupt", e);
            case SQLITE_FULL -> new StoreException(Kind.OTHER, "the disk is full", e);
            case SQLITE_READONLY -> new StoreException(Kind.OTHER, "it is read-only", e);
            case SQLITE_BUSY, SQLITE_LOCKED -> new StoreException(Kind.OTHER, "another program has it locked", e);
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                new StoreException(Kind.OTHER, "it cannot be opened for writing", e);
            default -> new StoreException(Kind.OTHER, "SQLite says: " + code.message + " (" + code + ")", e);
        };
    }

    /** The content can be read, and cannot be: {@code e} says what of it. */
    static StoreException nonsense(Exception e) {
        return new StoreException(Kind.CORRUPT, "it is corrupt (" + e.getMessage() + ")", e);
    }

    Kind kind() {
        return kind;
    }

    /** Why, as the end of a sentence that begins with the file's name. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
