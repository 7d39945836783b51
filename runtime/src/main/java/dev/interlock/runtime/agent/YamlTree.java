package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree of one YAML document from the parser's events, so that depth, aliases and tags
 * are refused before anything is built from them.
 */
final class YamlTree {
  private static final int DEPTH_MAX = 64;
  private static final int CHARACTERS_MAX = 1024 * 1024;
  private static final String TEXT_TAG = "tag:yaml.org,2002:str";

  private final String source;
  private final Notes notes;
  private final Iterator<Event> events;

  private YamlTree(String source, Notes notes, Iterator<Event> events) {
    this.source = source;
    this.notes = notes;
    this.events = events;
  }

  /**
   * Returns the document's root. What is wrong but leaves the rest readable goes to the notes.
   *
   * @throws UserError if the text is not one YAML mapping
   */
  static Node.Members parse(String source, String text, Notes notes) {
    var settings =
        LoadSettings.builder().setLabel(source).setCodePointLimit(CHARACTERS_MAX).build();
    try {
      return new YamlTree(source, notes, new Parse(settings).parseString(text).iterator()).root();
    } catch (YamlEngineException bad) {
      throw YamlSyntax.error(source, bad);
    }
  }

  private Node.Members root() {
    var _ = next(); // the start of the stream
    if (next().getEventId() == Event.ID.StreamEnd) {
      throw new UserError("the file is empty", source, "the smallest file has agent, model, tools");
    }
    var root = node(next(), 0);
    var _ = next(); // the end of the document
    var after = next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw new UserError(
          "a second document begins here", at(after).toString(), "one file holds one agent");
    }
    if (root instanceof Node.Members members) return members;
    throw new UserError("must be a mapping of keys, is " + root.shown(), root.at().toString(), "");
  }

  private Node node(Event event, int depth) {
    if (depth > DEPTH_MAX) {
      throw new UserError(
          "nested more than " + DEPTH_MAX + " levels deep", at(event).toString(), "");
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar);
      case CollectionStartEvent start -> collection(start, depth);
      case AliasEvent alias ->
          throw new UserError(
              "aliases are not supported: *" + alias.getAlias(),
              at(alias).toString(),
              "write the value out");
      default -> throw new UserError("unexpected " + event, at(event).toString(), "");
    };
  }

  private Node scalar(ScalarEvent event) {
    refuseTag(event, event.getTag());
    if (!event.isPlain() || event.getTag().isPresent()) {
      return new Node.Scalar(at(event), Value.of(event.getValue()));
    }
    var value = Scalars.plain(event.getValue());
    if (value.isEmpty()) {
      notes.error(at(event), event.getValue() + " is no number of at most 400 digits", "");
    }
    return new Node.Scalar(at(event), value.orElse(Value.Null.NULL));
  }

  private Node collection(CollectionStartEvent start, int depth) {
    refuseTag(start, start.getTag());
    return start instanceof MappingStartEvent ? mapping(start, depth) : sequence(start, depth);
  }

  private Node sequence(Event start, int depth) {
    List<Node> nodes = new ArrayList<>();
    for (var event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      nodes.add(node(event, depth + 1));
    }
    return new Node.Items(at(start), nodes);
  }

  private Node mapping(Event start, int depth) {
    Map<String, Node.Member> members = new LinkedHashMap<>();
    for (var event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      var key = node(event, depth + 1);
      var member = new Node.Member(key.at(), node(next(), depth + 1));
      name(key).ifPresent(name -> put(members, name, member));
    }
    return new Node.Members(at(start), members);
  }

  private Optional<String> name(Node key) {
    if (key instanceof Node.Scalar(_, Value.Text(var name))) {
      if (!name.equals("<<")) return Optional.of(name);
      notes.error(key.at(), "merge keys (<<) are not supported", "write the keys out");
    } else {
      notes.error(key.at(), "a key must be text, is " + key.shown(), "put it in quotes");
    }
    return Optional.empty();
  }

  private void put(Map<String, Node.Member> members, String name, Node.Member member) {
    var first = members.putIfAbsent(name, member);
    if (first == null) return;
    notes.error(
        member.at(), "key '" + name + "' stands twice", "first on line " + first.at().line());
  }

  private void refuseTag(NodeEvent event, Optional<String> tag) {
    if (tag.isPresent() && !tag.get().equals(TEXT_TAG) && !tag.get().equals("!")) {
      notes.error(at(event), "tags are not supported: " + tag.get(), "");
    }
  }

  private Event next() {
    return events.next();
  }

  private Position at(Event event) {
    return event
        .getStartMark()
        .map(mark -> new Position(source, mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(Position.of(source));
  }
}
