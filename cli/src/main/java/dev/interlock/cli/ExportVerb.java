package dev.interlock.cli;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "interlock export",
    description =
        "Writes the journal of a run to one file that interlock verify FILE proves on any machine.",
    footer = {"", "Secrets are not in it: they were never in the journal. What tools returned is."})
final class ExportVerb extends Verb {
  @Parameters(index = "0", paramLabel = "RUN", description = "Its id, or the beginning of it.")
  @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
  String name;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to (default: RUN.interlock).")
  @Nullable Path out;

  @Override
  int call() {
    try (var interlock = openExisting()) {
      var run = interlock.find(name);
      var file = out == null ? Path.of(run.text() + ".interlock") : out;
      write(interlock, run, file);
      var proved = Interlock.verify(file, Optional.empty());
      if (json) {
        print(
            Value.of(
                Map.of(
                    "run", Value.of(run.text()),
                    "file", Value.of(file.toString()),
                    "entries", Value.of(proved.entries()),
                    "head", Value.of(proved.head().hex()))));
      } else {
        screen().line(file + ": " + proved.entries() + " entries of run " + run);
        screen().line("head " + proved.head().hex());
        screen().line("Keep the head elsewhere; interlock verify FILE --head HASH compares it.");
      }
    }
    return Exits.OK;
  }

  /** A file that stands there is replaced once the new one is whole. */
  private static void write(Interlock interlock, RunId run, Path file) {
    try {
      var folder = file.toAbsolutePath().getParent();
      var part = Files.createTempFile(folder, "export", ".part");
      try {
        try (var stream = new BufferedOutputStream(Files.newOutputStream(part))) {
          interlock.export(run, stream);
        }
        var _ = Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        var _ = Files.deleteIfExists(part);
      }
    } catch (IOException unwritable) {
      throw new UserError("cannot be written: " + unwritable, file.toString(), "");
    }
  }
}
