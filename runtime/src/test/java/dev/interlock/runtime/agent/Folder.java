package dev.interlock.runtime.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A folder with an agent file in it, and the files of the fixtures beside it.
 *
 * @param path where it is; left out of what the methods return
 */
record Folder(Path path) {

  /** The lines 1 and 2 of most agents under test. */
  static final String HEAD =
      """
      agent: desk
      model: { use: openai/gpt-5-mini, api-key: "${env:KEY}" }
      """;

  static final References KEY_SET = References.of(Map.of("KEY", "k"));

  Path agent(String yaml) {
    return file("agent.yaml", yaml);
  }

  Path file(String name, String text) {
    try {
      var file = path.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Returns a fixture, with all that it refers to beside it. */
  Path fixture(String name) {
    var _ = file("prompts/refund-desk.md", text("prompts/refund-desk.md"));
    var _ = file("schemas/decision.json", text("schemas/decision.json"));
    var _ = file("schemas/receipt.json", text("schemas/receipt.json"));
    return file(name, text(name));
  }

  /** Returns the lines that the check of a file prints, of one severity. */
  List<String> lines(Path file, Finding.Severity severity, String... overrides) {
    return Check.of(file, List.of(overrides), KEY_SET).stream()
        .filter(finding -> finding.severity() == severity)
        .map(Finding::line)
        .map(this::plain)
        .toList();
  }

  List<String> errors(String yaml, String... overrides) {
    return lines(agent(yaml), Finding.Severity.ERROR, overrides).stream()
        .map(line -> line.substring("error ".length()))
        .toList();
  }

  String plain(String line) {
    return line.replace(path + "/", "");
  }

  private static String text(String resource) {
    try (var in = Folder.class.getResourceAsStream(resource)) {
      if (in == null) throw new IllegalStateException("no resource " + resource);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
