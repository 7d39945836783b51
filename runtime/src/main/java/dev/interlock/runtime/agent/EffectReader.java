package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.EffectClass;
import java.util.Optional;

/** Reads what a tool does to the world, and what may be done when nobody knows whether it did. */
final class EffectReader {

  private enum Kind {
    READ,
    KEYED,
    RECONCILE,
    TRANSACTIONAL,
    ONCE
  }

  private static final Shape<Kind> KIND = Shapes.oneOf(Kind.class);
  private static final String KEY_HINT = "the argument that takes the idempotency key";

  private final Section tool;

  EffectReader(Section tool) {
    this.tool = tool;
  }

  Optional<EffectClass> read() {
    if (tool.has("resource") && !tool.has("effect")) return Optional.of(EffectClass.Read.READ);
    var kind = tool.require("effect", KIND, "read, keyed, reconcile, transactional or once");
    if (tool.has("resource") && kind.filter(Kind.READ::equals).isEmpty()) {
      tool.error("effect", tool.pathOf("effect") + ": a resource can only be read", "remove it");
    }
    var query = tool.section("reconcile", "reconcile");
    if (kind.isEmpty()) {
      tool.skip("key-argument", "key-valid-for");
      return Optional.empty();
    }
    return switch (kind.get()) {
      case READ -> {
        refuse("read", "key-argument", "key-valid-for", "reconcile");
        yield Optional.of(EffectClass.Read.READ);
      }
      case ONCE -> {
        refuse("once", "key-argument", "key-valid-for", "reconcile");
        yield Optional.of(EffectClass.Once.ONCE);
      }
      case TRANSACTIONAL -> {
        refuse("transactional", "key-argument", "key-valid-for", "reconcile");
        yield Optional.of(EffectClass.Transactional.TRANSACTIONAL);
      }
      case KEYED -> keyed();
      case RECONCILE -> reconcile(query);
    };
  }

  private Optional<EffectClass> keyed() {
    refuse("keyed", "reconcile");
    var argument = tool.require("key-argument", Shapes.TEXT, KEY_HINT);
    var validFor = tool.get("key-valid-for", Shapes.DURATION, Default.KEY_VALID_FOR);
    return argument.map(name -> new EffectClass.Keyed(name, validFor));
  }

  private Optional<EffectClass> reconcile(Optional<Section> section) {
    refuse("reconcile", "key-valid-for");
    var argument = tool.require("key-argument", Shapes.TEXT, KEY_HINT);
    if (section.isEmpty()) {
      if (!tool.has("reconcile")) {
        tool.error(
            "effect",
            tool.pathOf("reconcile") + " is missing",
            "reconcile: { tool: …, key-argument: …, happened-when: 'result.found' }");
      }
      return Optional.empty();
    }
    return query(section.get())
        .flatMap(query -> argument.map(name -> new EffectClass.Reconcile(name, query)));
  }

  private Optional<EffectClass.Query> query(Section section) {
    var asked = section.require("tool", Shapes.TEXT, "name a tool");
    var argument = section.require("key-argument", Shapes.TEXT, "its argument that takes the key");
    var when = section.require("happened-when", Shapes.TEXT, "CEL over result");
    var settles = section.get("settles-within", Shapes.DURATION, Default.SETTLES_WITHIN);
    section.done();
    if (asked.isEmpty() || argument.isEmpty() || when.isEmpty()) return Optional.empty();
    return Optional.of(new EffectClass.Query(asked.get(), argument.get(), when.get(), settles));
  }

  private void refuse(String effect, String... keys) {
    for (var key : keys) {
      if (!tool.has(key)) continue;
      tool.error(key, tool.pathOf(key) + " does not go with effect: " + effect, "remove it");
    }
  }
}
