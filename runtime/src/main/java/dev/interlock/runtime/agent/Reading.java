package dev.interlock.runtime.agent;

import dev.interlock.runtime.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of reading one agent file.
 *
 * @param home absolute; the folder of the file
 * @param content empty if too little could be read
 */
record Reading(Document document, Path home, Optional<Content> content, Notes notes) {

  /**
   * Reads a file. What is wrong goes to the notes.
   *
   * @param overrides each {@code key=value}, as of {@code --set}
   * @throws UserError if the file is not one YAML mapping, or an override leads nowhere
   */
  static Reading of(Path file, List<String> overrides) {
    var home = Objects.requireNonNullElse(file.toAbsolutePath().normalize().getParent(), file);
    var source = file.toString();
    var notes = new Notes();
    var written = new Document(source, YamlTree.parse(source, SmallText.read(file, ""), notes));
    var document = Overrides.applied(written, overrides);
    return new Reading(document, home, ContentReader.read(document, home, notes), notes);
  }
}
