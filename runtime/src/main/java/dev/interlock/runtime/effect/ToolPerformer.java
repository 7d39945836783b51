package dev.interlock.runtime.effect;

import dev.interlock.kernel.brief.Utf8;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.QueryAnswered;
import dev.interlock.kernel.run.Event.QueryFailed;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Request.Late;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Calls tools, and asks their query tools, by their contracts. */
public final class ToolPerformer {
  private static final String TOO_DEEP = "the result has more than " + Json.DEPTH_MAX + " levels";

  private final Map<String, ToolSource> tools;
  private final BiPredicate<String, Value> happened;
  private final ToolGuard guard;
  private final InstantSource clock;

  /**
   * @param tools where each tool is called; by tool name
   * @param happened reads a query tool's answer for the tool named: whether the key took effect;
   *     throws if it cannot be told
   * @param dependencies what all runs know of the tools
   */
  public ToolPerformer(
      Map<String, ToolSource> tools,
      BiPredicate<String, Value> happened,
      Dependencies dependencies,
      InstantSource clock) {
    this.tools = Map.copyOf(tools);
    this.happened = happened;
    this.guard = new ToolGuard(dependencies, clock);
    this.clock = clock;
  }

  /** The idempotency key of a command: the same in every attempt, in every life of the process. */
  public static String key(RunId run, CommandId command) {
    return run.text() + "-" + command;
  }

  Outcome perform(Permit permit, InvokeTool call, EffectContext context) {
    var contract = contract(context, call.tool());
    var key = key(context.state().mandate().run(), call.id());
    var arguments = filled((Value.Obj) call.arguments(), contract.effect(), key);
    var began = clock.instant();
    var attempt = permit.attempt().number();
    var answer =
        guard.call(
            source(call.tool()),
            new ToolSource.Call(
                call.tool(),
                arguments,
                permit.reserved().time(),
                by(permit, key, context),
                late -> late(call.id(), attempt, late, context)));
    return switch (bounded(answer, contract)) {
      case ToolSource.Returned(var result) -> returned(call, attempt, result, contract, began);
      case ToolSource.Failed(var fault, var message, var retryAfter) ->
          Outcome.of(
              fault.inDoubt() && !contract.effect().isRead()
                  ? new OutcomeUnknown(call.id(), attempt, fault, message)
                  : new ToolFailed(call.id(), attempt, fault, message, retryAfter));
    };
  }

  Outcome query(Permit permit, InvokeTool call, EffectContext context) {
    if (!(contract(context, call.tool()).effect() instanceof EffectClass.Reconcile(_, var query))) {
      throw new IllegalArgumentException(call.tool() + " cannot be asked about");
    }
    var key = key(context.state().mandate().run(), call.id());
    var arguments = Value.of(Map.of(query.keyArgument(), Value.of(key)));
    var answer =
        source(query.tool())
            .call(
                new ToolSource.Call(
                    query.tool(), arguments, permit.reserved().time(), by(permit, key, context)));
    return switch (answer) {
      case ToolSource.Returned(var result) when !Json.fits(result) ->
          Outcome.of(
              new QueryFailed(call.id(), permit.attempt().number(), ToolFault.MALFORMED, TOO_DEEP));
      case ToolSource.Returned(var result) -> answered(permit, call, result);
      case ToolSource.Failed(var fault, var message, _) ->
          Outcome.of(new QueryFailed(call.id(), permit.attempt().number(), fault, message));
    };
  }

  private Outcome answered(Permit permit, InvokeTool call, Value result) {
    var attempt = permit.attempt().number();
    try {
      var yes = happened.test(call.tool(), result);
      return kept(result, content -> new QueryAnswered(call.id(), attempt, yes, content));
    } catch (RuntimeException unreadable) {
      return Outcome.of(
          new QueryFailed(
              call.id(),
              attempt,
              ToolFault.MALFORMED,
              "happened-when: " + unreadable.getMessage()));
    }
  }

  private Outcome returned(
      InvokeTool call, int attempt, Value result, ToolContract contract, Instant began) {
    var bytes = Utf8.length(result.json());
    var max = contract.limits().resultBytesMax();
    var took = Elapsed.between(began, clock.instant());
    if (bytes <= max) {
      return kept(result, content -> new ToolReturned(call.id(), attempt, content, took));
    }
    var problem = "the result has " + bytes + " bytes, result-bytes-max is " + max;
    if (contract.effect().isRead()) {
      return Outcome.of(
          new ToolFailed(
              call.id(), attempt, ToolFault.TOO_LARGE, problem + "; ask for less", null));
    }
    // The effect happened; only its result is of no use.
    return Outcome.of(new ToolReturned(call.id(), attempt, stub(problem, result), took));
  }

  /**
   * Bounds what a source built itself: nothing deeper than what {@link Json} reads may be recorded.
   * Of an effect that happened only the result is of no use.
   */
  private static ToolSource.Answer bounded(ToolSource.Answer answer, ToolContract contract) {
    if (!(answer instanceof ToolSource.Returned(var result)) || Json.fits(result)) return answer;
    return contract.effect().isRead()
        ? new ToolSource.Failed(ToolFault.MALFORMED, TOO_DEEP, null)
        : new ToolSource.Returned(Value.of(Map.of("dropped", Value.of(TOO_DEEP))));
  }

  private static Content stub(String why, Value result) {
    return new Content.Inline(
        Value.of(Map.of("dropped", Value.of(why), "sha256", Value.of(result.digest().hex()))));
  }

  private static Outcome kept(Value result, Function<Content, Event> event) {
    var content = EventCodec.content(result);
    Map<Digest, byte[]> payloads =
        content instanceof Content.Stored(var digest, _, _)
            ? Map.of(digest, EventCodec.payload(result))
            : Map.of();
    return new Outcome(event.apply(content), payloads);
  }

  private static ToolSource.Context by(Permit permit, String key, EffectContext context) {
    return new ToolSource.Context(context.state().mandate().run(), key, permit.attempt().number());
  }

  /** An answer after the timeout is evidence; that a tool failed late says nothing new. */
  private static void late(
      CommandId command, int attempt, ToolSource.Answer answer, EffectContext context) {
    if (!(answer instanceof ToolSource.Returned(var said))) return;
    var result = Json.fits(said) ? said : Value.of(Map.of("dropped", Value.of(TOO_DEEP)));
    var whole = EventCodec.content(result);
    var content =
        whole instanceof Content.Inline
            ? whole
            : stub("it came late and has " + Utf8.length(result.json()) + " bytes", result);
    context.late().accept(new Late(command, attempt, content));
  }

  private static Value.Obj filled(Value.Obj arguments, EffectClass effect, String key) {
    return switch (effect) {
      case EffectClass.Keyed(var name, _) -> arguments.with(name, Value.of(key));
      case EffectClass.Reconcile(var name, _) -> arguments.with(name, Value.of(key));
      case EffectClass.Read _, EffectClass.Once _ -> arguments;
    };
  }

  private static ToolContract contract(EffectContext context, String tool) {
    return context.state().mandate().charter().tool(tool).orElseThrow();
  }

  private ToolSource source(String tool) {
    var source = tools.get(tool);
    if (source == null) throw new IllegalStateException("no source for the tool " + tool);
    return source;
  }
}
