package dev.interlock.cli;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.json.Json;
import java.util.Locale;

/** Reads what people type: ids, digests, JSON. Every problem is a {@link UserError}. */
final class Given {
  private Given() {}

  /** One call of one run, as in {@code <run>:1.12.0}. */
  record Call(RunId run, CommandId id) {}

  static Call call(Interlock interlock, String text) {
    var colon = text.indexOf(':');
    if (colon < 1) {
      throw new UserError(
          "'" + text + "' is no id of a question",
          "",
          "as in RUN:1.12.0; interlock approvals lists them");
    }
    var id = commandId(text.substring(colon + 1));
    return new Call(interlock.find(text.substring(0, colon)), id);
  }

  static CommandId commandId(String text) {
    try {
      return CommandId.parse(text);
    } catch (IllegalArgumentException bad) {
      throw new UserError("'" + text + "' is no id of a call", "", "as in 1.12.0");
    }
  }

  static Value json(String text, String where) {
    try {
      return Json.parse(text);
    } catch (Json.NotJsonException bad) {
      throw new UserError(
          "not JSON: " + bad.getMessage(), where, "quote it for the shell: '{\"a\": 1}'");
    }
  }

  static Value.Obj object(String text, String where) {
    if (json(text, where) instanceof Value.Obj object) return object;
    throw new UserError("not a JSON object", where, "give all arguments, as in '{\"a\": 1}'");
  }

  static Content content(String text, String where) {
    if (EventCodec.content(json(text, where)) instanceof Content.Inline inline) return inline;
    throw new UserError(
        "larger than " + Content.INLINE_BYTES_MAX + " bytes", where, "give what matters of it");
  }

  static Digest digest(String text, String where) {
    if (text.matches("[0-9a-f]{64}")) return new Digest(text);
    throw new UserError("not a hash: '" + text + "'", where, "64 lower-case hexadecimal digits");
  }

  static Leaf leaf(String text, String where) {
    return Leaf.of(text.toUpperCase(Locale.ROOT))
        .orElseThrow(
            () -> new UserError("no failure is named '" + text + "'", where, "as in TOL-1"));
  }
}
