package dev.interlock.testkit.script;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One reply of a script.
 *
 * @param when the expression that says when it fits; empty if it always does
 * @param say commentary, or empty
 * @param calls tool and arguments of each call, as templates
 * @param answer the final answer as a template; empty if there is none
 * @param fault the fault instead of a reply; empty if there is none
 */
record Reply(
    Optional<String> when,
    String say,
    List<Value.Obj> calls,
    Optional<Value> answer,
    Optional<ModelFault> fault) {
  private static final Set<String> KEYS = Set.of("when", "say", "calls", "answer", "fault");

  Reply {
    calls = List.copyOf(calls);
  }

  static Reply of(Value value, String where) {
    if (!(value instanceof Value.Obj object)) throw new UserError("not a mapping", where, "");
    for (var key : object.members().keySet()) {
      if (!KEYS.contains(key)) throw new UserError("unknown key " + key, where, "");
    }
    var calls = new ArrayList<Value.Obj>();
    if (object.get("calls").orElse(Value.Null.NULL) instanceof Value.Arr(var items)) {
      for (var item : items) {
        if (!(item instanceof Value.Obj call) || call.get("tool").isEmpty()) {
          throw new UserError("a call needs a tool", where, "");
        }
        calls.add(call);
      }
    }
    var reply =
        new Reply(
            object.get("when").map(Reply::text),
            object.get("say").map(Reply::text).orElse(""),
            calls,
            object.get("answer"),
            object.get("fault").map(name -> fault(text(name), where)));
    if (reply.calls.isEmpty() && reply.answer.isEmpty() && reply.fault.isEmpty()) {
      throw new UserError("a reply has calls, an answer or a fault", where, "");
    }
    return reply;
  }

  /** Every expression in it. */
  List<String> expressions() {
    var all = new ArrayList<String>();
    when.ifPresent(all::add);
    all.addAll(Templates.in(Value.of(say)));
    calls.forEach(call -> all.addAll(Templates.in(call)));
    answer.ifPresent(value -> all.addAll(Templates.in(value)));
    return all;
  }

  /** Whether it fits; an expression that has no value does not. */
  boolean fits(Expressions expressions, Map<String, Object> variables) {
    return when.isEmpty()
        || Templates.value(expressions, when.get(), variables)
            .filter(Boolean.TRUE::equals)
            .isPresent();
  }

  ModelReply filled(Templates templates) {
    var proposals = new ArrayList<Proposal>();
    for (var call : calls) {
      var arguments = templates.filled(call.get("arguments").orElse(Value.Obj.EMPTY));
      var tool = text(call.get("tool").orElseThrow());
      proposals.add(new Proposal("call-" + proposals.size(), tool, arguments));
    }
    return new ModelReply(text(templates.filled(answer.orElse(Value.of(say)))), proposals);
  }

  private static ModelFault fault(String name, String where) {
    try {
      return ModelFault.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException unknown) {
      throw new UserError("unknown fault " + name, where, "");
    }
  }

  private static String text(Value value) {
    return value instanceof Value.Text(var text) ? text : value.json();
  }
}
