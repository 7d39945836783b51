package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A YAML document: one mapping, and for every key in it where it stands. Immutable.
 *
 * <p>Scalars follow the core schema of YAML 1.2. Refused in one line: more than one document, keys
 * that are not text or stand twice, tabs for indentation, aliases, merge keys, tags, more than 64
 * levels or 1 MiB.
 */
public final class Document {
  private final String source;
  private final Node.Members root;

  Document(String source, Node.Members root) {
    this.source = source;
    this.root = root;
  }

  /**
   * Reads a document from a file, whose path names it in messages.
   *
   * @throws UserError if the file cannot be read or is not such a document
   */
  public static Document read(Path file) {
    return parse(file.toString(), SmallText.read(file, file.toString()));
  }

  /**
   * Reads a document from a text.
   *
   * @param source how messages name the document
   * @throws UserError if the text is not such a document
   */
  public static Document parse(String source, String text) {
    var notes = new Notes();
    var document = new Document(source, YamlTree.parse(source, text, notes));
    notes
        .firstError()
        .ifPresent(error -> {
          throw error.error();
        });
    return document;
  }

  /** The document without its positions. */
  public Value.Obj value() {
    return root.value();
  }

  /**
   * Returns where a key stands, as in {@code refund-desk.yaml:27}; where its nearest parent stands
   * if it is not there, and the file alone if nothing of the path is.
   *
   * @param path as in {@code tools[0].mcp.allow.issue_refund.timeout}
   */
  public String where(String path) {
    return position(path).toString();
  }

  /**
   * Returns the error with file and line in place of its key path; the error itself if its place is
   * no key of this document.
   */
  public UserError located(UserError error) {
    var at = position(error.where());
    if (at.equals(Position.of(source))) return error;
    return new UserError(error.where() + ": " + error.what(), at.toString(), error.hint());
  }

  Position position(String path) {
    var at = Position.of(source);
    Node here = root;
    for (var step : KeyPath.parse(path).orElseGet(List::of)) {
      var next = step(here, step);
      if (next.isEmpty()) return at;
      at = next.get().at();
      here = next.get().node();
    }
    return at;
  }

  String source() {
    return source;
  }

  Node.Members root() {
    return root;
  }

  private static Optional<Node.Member> step(Node here, KeyPath.Step step) {
    return switch (step) {
      case KeyPath.Step.Key(var name) when here instanceof Node.Members(_, var byKey) ->
          Optional.ofNullable(byKey.get(name));
      case KeyPath.Step.Index(var number)
          when here instanceof Node.Items(_, var nodes) && number < nodes.size() ->
          Optional.of(new Node.Member(nodes.get(number).at(), nodes.get(number)));
      case KeyPath.Step.Key _, KeyPath.Step.Index _ -> Optional.empty();
    };
  }
}
