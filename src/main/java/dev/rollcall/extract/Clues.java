package dev.rollcall.extract;

import java.util.ArrayList;
import java.util.List;

/** Collects what speaks for and against one candidate. */
final class Clues {
    private final List<Clue> found = new ArrayList<>();

    /** Notes one; nothing when it has no points. */
    void add(int points, String because) {
        if (points != 0) {
            found.add(new Clue(points, because));
        }
    }

    List<Clue> found() {
        return List.copyOf(found);
    }
}
