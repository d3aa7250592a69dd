package dev.rollcall.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a recording says of the page: tasks of its main thread, and what became of its frames.
 *
 * @param tasks of the main thread
 * @param frames how many were drawn
 * @param droppedFrames how many of those that somebody would have seen were not
 */
record Trace(List<Task> tasks, int frames, int droppedFrames) {
    /**
     * One task.
     *
     * @param millis from its begin to its end
     * @param cpuMillis for which it had a processor: on a machine that others use as well, the better judge
     */
    record Task(double millis, double cpuMillis) {}

    private static final double MILLI_IN_MICROS = 1_000;
    private static final String TASK = "RunTask";

    /** One event of the recording, as far as it is read. */
    private static final class Event {
        String name = "";
        String phase = "";
        String thread = "";
        String process = "";
        String argument = "";
        String state = "";
        boolean matters;
        double micros;
        double cpuMicros;

        Task task() {
            return new Task(micros / MILLI_IN_MICROS, cpuMicros / MILLI_IN_MICROS);
        }
    }

    /** Reads a recording, event by event: there are hundreds of thousands. */
    static Trace read(Path file) throws IOException {
        Map<String, List<Task>> tasks = new HashMap<>();
        Set<String> mains = new HashSet<>();
        int drawn = 0;
        int dropped = 0;
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            while (json.nextToken() != null && !"traceEvents".equals(json.currentName())) {
                // What stands before the events.
            }
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Event event = event(json);
                String thread = event.process + "/" + event.thread;
                if (event.name.equals("thread_name") && event.argument.equals("CrRendererMain")) {
                    mains.add(thread);
                } else if (event.name.equals(TASK) && event.phase.equals("X")) {
                    tasks.computeIfAbsent(thread, any -> new ArrayList<>()).add(event.task());
                } else if (event.name.equals("PipelineReporter") && event.phase.equals("b")) {
                    drawn += event.state.startsWith("STATE_PRESENTED") ? 1 : 0;
                    dropped += event.state.equals("STATE_DROPPED") && event.matters ? 1 : 0;
                }
            }
        }
        // A browser has renderers in reserve, which do nothing.
        List<Task> busiest = tasks.entrySet().stream()
                .filter(one -> mains.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .max(Comparator.comparingDouble(
                        all -> all.stream().mapToDouble(Task::cpuMillis).sum()))
                .orElseThrow(() -> new IOException(file + " has no task of a page"));
        return new Trace(List.copyOf(busiest), drawn, dropped);
    }

    private static Event event(JsonParser json) throws IOException {
        Event event = new Event();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                depth--;
            } else if (token != JsonToken.FIELD_NAME && json.currentName() != null) {
                take(event, json, depth);
            }
        }
        return event;
    }

    private static void take(Event event, JsonParser json, int depth) throws IOException {
        if (depth > 1) {
            switch (json.currentName()) {
                case "name" -> event.argument = json.getText();
                case "state" -> event.state = json.getText();
                case "affects_smoothness" -> event.matters = json.getBooleanValue();
                default -> {}
            }
            return;
        }
        switch (json.currentName()) {
            case "name" -> event.name = json.getText();
            case "ph" -> event.phase = json.getText();
            case "tid" -> event.thread = json.getText();
            case "pid" -> event.process = json.getText();
            case "tdur" -> event.cpuMicros = json.getValueAsDouble();
            case "dur" -> event.micros = json.getValueAsDouble();
            default -> {}
        }
    }
}
