package dev.rollcall.bench;

import java.util.Arrays;

/**
 * One step of a client's work. Its text, such as {@code paced:200:20:500}, names it on the client's command line and in the
 * results.
 */
sealed interface Phase
        permits Phase.Connect, Phase.Reconnect, Phase.Leave, Phase.Idle, Phase.Rest, Phase.Resume, Broadcasts {
    /** What is measured, for the report: the same for phases that differ only in how long they take. Empty: nothing is. */
    String title();

    /** Opens all streams, which a server that has done nothing yet answers cold. */
    record Connect() implements Phase {
        @Override
        public String title() {
            return "Connect storm, cold";
        }

        @Override
        public String toString() {
            return "connect";
        }
    }

    /** Ends all streams, collects garbage, waits, and looks at what the server still holds. */
    record Leave(int millis) implements Phase {
        @Override
        public String title() {
            return "Memory, when all have left";
        }

        @Override
        public String toString() {
            return "leave:" + millis;
        }
    }

    /** Opens them again, when they have left. */
    record Reconnect() implements Phase {
        @Override
        public String title() {
            return "Connect storm, after work";
        }

        @Override
        public String toString() {
            return "reconnect";
        }
    }

    /** Collects garbage, waits, and looks at memory. */
    record Idle(int millis) implements Phase {
        @Override
        public String title() {
            return "Memory, idle";
        }

        @Override
        public String toString() {
            return "idle:" + millis;
        }
    }

    /** Like {@link Idle}, when work has been done. */
    record Rest(int millis) implements Phase {
        @Override
        public String title() {
            return "Memory, after work";
        }

        @Override
        public String toString() {
            return "rest:" + millis;
        }
    }

    /** Lets stalled streams read again for a while, and counts those that the server has ended. */
    record Resume(int millis) implements Phase {
        @Override
        public String title() {
            return "Stalled clients that read again";
        }

        @Override
        public String toString() {
            return "resume:" + millis;
        }
    }

    /** Reads the text of a phase. Throws {@link IllegalArgumentException} when it is none. */
    static Phase parse(String text) {
        String[] parts = text.split(":");
        int[] n = Arrays.stream(parts).skip(1).mapToInt(Integer::parseInt).toArray();
        return switch (parts[0] + n.length) {
            case "connect0" -> new Connect();
            case "reconnect0" -> new Reconnect();
            case "leave1" -> new Leave(n[0]);
            case "idle1" -> new Idle(n[0]);
            case "rest1" -> new Rest(n[0]);
            case "resume1" -> new Resume(n[0]);
            case "warm3" -> new Broadcasts.Warm(n[0], n[1], n[2]);
            case "paced3" -> new Broadcasts.Paced(n[0], n[1], n[2]);
            case "burst2" -> new Broadcasts.Burst(n[0], n[1]);
            case "flow3" -> new Broadcasts.Flow(n[0], n[1], n[2]);
            default -> throw new IllegalArgumentException("no phase: " + text);
        };
    }
}
