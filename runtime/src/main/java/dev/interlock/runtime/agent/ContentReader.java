package dev.interlock.runtime.agent;

import dev.interlock.runtime.agent.Content.Identity;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a whole document. Everything that is wrong goes to the notes; reading goes on.
 *
 * <p>Beyond the published contract a file may say: {@code brief-tokens-max} (the most that the
 * model is shown at once), {@code stall-turns-max} (turns in a row without news), {@code
 * model.attempts}, and of a tool {@code attempts}, {@code backoff}, {@code result-bytes-max},
 * {@code internal}, {@code as-of} and {@code checks}.
 */
final class ContentReader {

  private enum Plan {
    NONE
  }

  private ContentReader() {}

  /** Returns the content, or empty if the model is unreadable. Errors may be noted either way. */
  static Optional<Content> read(Document document, Path home, Notes notes) {
    var top = new Section("agent", "", document.root(), notes);
    var attachments = new Attachments(home);
    var identity = identity(top, attachments);
    var model = ModelReader.read(top);
    var _ = top.get("plan", Shapes.oneOf(Plan.class));
    var tools = ToolsReader.read(top, attachments);
    var bounds = BoundsReader.read(top);
    var rules = new RulesReader(top, tools, attachments).read();
    top.done();
    SecretSearch.in(document, notes);
    return model.map(known -> new Content(identity, known, tools, bounds, rules));
  }

  private static Identity identity(Section top, Attachments attachments) {
    var name = top.require("agent", Shapes.NAME, "as in agent: refund-desk");
    var version = top.get("version", Shapes.whole(1, 1_000_000_000), Default.VERSION);
    var purpose = top.get("purpose", Shapes.TEXT).orElse("");
    var prompt = attachments.text(top, "prompt");
    return new Identity(name.orElse("unnamed"), version, purpose, prompt.orElse(purpose));
  }
}
