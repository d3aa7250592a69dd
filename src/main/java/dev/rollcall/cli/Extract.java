package dev.rollcall.cli;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.extract.Extraction;
import dev.rollcall.inventory.Status;
import dev.rollcall.probe.Interpreter;
import dev.rollcall.probe.Probe;
import dev.rollcall.probe.Probe.Origin;
import dev.rollcall.probe.Run;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall extract}: reads versions out of recorded outputs, in the way that the collector reads live ones. */
@Command(
        name = "extract",
        description = "Reads versions out of recorded outputs: JSON lines in, JSON lines out.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Reads from standard input, one output a line:",
            "  {\"id\",\"program\",\"argv\",\"exit\",\"stdout\",\"stderr\"}",
            "and writes for each a line to standard output:",
            "  {\"id\",\"version\"|null,\"status\",\"why\"}",
            "Status is ok, failed (no version can be read) or invalid (the line is wrong).",
            "What the configuration or the catalogue asks by the same argv is read by its",
            "pattern, and weighed where the catalogue's matches nothing.",
            "",
            "Record:  rollcall explain --json nginx >> outputs.jsonl",
            "Test:    add \"truth\" to the lines, then rollcall extract --check",
            "",
            "Exit codes: 0 fine, 1 something was read wrong, 2 input or command line wrong."
        })
final class Extract implements Callable<Integer> {
    /** After this many lines it is looked whether somebody still reads the answers. */
    private static final int LINES_PER_LOOK = 1_000;

    @ParentCommand
    private @Nullable Main rollcall;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--check",
            description =
                    "Compare with the \"truth\" (and the list \"accept\") of each line that has one; say what is wrong on"
                            + " standard error.")
    private boolean check;

    private final Interpreter interpreter = new Interpreter();

    /** Where the lines come from. */
    InputStream in = System.in;

    @Override
    public Integer call() throws IOException {
        Catalogue catalogue = Catalogue.load();
        Recordings recordings = new Recordings(Objects.requireNonNull(rollcall).config(), catalogue);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Tally tally = new Tally(spec.commandLine().getErr());
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (String read = lines.readLine(); read != null; read = lines.readLine()) {
            number++;
            // Some programs begin UTF-8 with a mark.
            String line = number == 1 && read.startsWith("\uFEFF") ? read.substring(1) : read;
            if (!line.isBlank()) {
                out.println(answer(recordings, line, number, tally).encode());
                if (!lines.ready()) {
                    // Somebody may be waiting at the other end.
                    out.flush();
                }
                // Asking whether it could be written flushes, which is not for each line.
                if (number % LINES_PER_LOOK == 0 && out.checkError()) {
                    break;
                }
            }
        }
        Refusal.whenLost(out);
        return tally.finish(check);
    }

    private JsonObject answer(Recordings recordings, String line, int number, Tally tally) {
        Object id = null;
        Recordings.Recording recording;
        try {
            JsonObject json = Recordings.parse(line);
            id = json.getValue("id");
            recording = recordings.read(json);
        } catch (IllegalArgumentException e) {
            tally.invalid(number, String.valueOf(e.getMessage()));
            return answer(id, null, "invalid", "line " + number + ": " + e.getMessage());
        }
        if (recording.probe().isListing()) {
            String why = "a listing has no version of its own: each of its packages has an entry";
            return answer(recording.id(), null, Status.FAILED.wireName(), why);
        }
        Extraction extraction = extraction(recording.probe(), recording.run());
        if (extraction instanceof Extraction.Version version) {
            tally.read(recording, version.version(), version.why());
            return answer(recording.id(), version.version(), Status.OK.wireName(), version.why());
        }
        Extraction.None none = (Extraction.None) extraction;
        String why = none.cause() + (none.why().isEmpty() ? "" : ": " + none.why());
        tally.read(recording, null, why);
        return answer(recording.id(), null, Status.FAILED.wireName(), why);
    }

    /** The catalogue's patterns are for its own packages; what was recorded may be another of that name. */
    private Extraction extraction(Probe probe, Run.Finished run) {
        Extraction byPattern = interpreter.extraction(probe, run);
        boolean anotherOne =
                byPattern instanceof Extraction.None && probe.pattern() != null && probe.origin() == Origin.DISCOVERED;
        return anotherOne ? interpreter.extraction(probe.with(null), run) : byPattern;
    }

    private static JsonObject answer(@Nullable Object id, @Nullable String version, String status, String why) {
        return new JsonObject()
                .put("id", id)
                .put("version", version)
                .put("status", status)
                .put("why", why);
    }
}
