package dev.interlock.runtime.effect;

import static java.util.Objects.requireNonNull;

import dev.interlock.kernel.brief.Utf8;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Assessment.Flaw;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.QueryAnswered;
import dev.interlock.kernel.run.Event.QueryFailed;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Request.Late;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.journal.Transaction;
import dev.interlock.runtime.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls tools, and asks their query tools, by their contracts. */
public final class ToolPerformer {
  private static final String TOO_DEEP = "the result has more than " + Json.DEPTH_MAX + " levels";

  private final Map<String, ToolSource> tools;
  private final Assessor assessor;
  private final ToolGuard guard;
  private final InstantSource clock;

  /**
   * @param tools where each tool is called; by tool name
   * @param assessor holds what they answer against their contracts
   * @param dependencies what all runs know of the tools
   */
  public ToolPerformer(
      Map<String, ToolSource> tools,
      Assessor assessor,
      Dependencies dependencies,
      InstantSource clock) {
    this.tools = Map.copyOf(tools);
    this.assessor = assessor;
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
    var joins = contract.effect() instanceof EffectClass.Transactional;
    var transaction = joins ? requireTransaction(context, call) : null;
    if (transaction != null && transaction.refusal().isPresent()) {
      var why = transaction.refusal().get();
      return Outcome.of(new ToolFailed(call.id(), attempt, ToolFault.TOOL_ERROR, why, null));
    }
    var answer =
        guard.call(
            source(call.tool()),
            new ToolSource.Call(
                call.tool(),
                arguments,
                patience(permit, contract),
                by(permit, key, context),
                transaction,
                late -> {
                  if (!joins) late(call, attempt, late, context); // what came late was taken back
                }),
            contract.limits().flowOrFree(),
            caller(context, call, attempt > pastOf(context, call).heldBack() + 1));
    return switch (answer) {
      case ToolSource.Returned returned -> returned(permit, call, returned, context, began);
      case ToolSource.Failed(var fault, var message, var retryAfter) ->
          Outcome.of(
              fault.inDoubt() && !contract.effect().isRead() && !joins
                  ? new OutcomeUnknown(call.id(), attempt, fault, message)
                  : new ToolFailed(call.id(), attempt, fault, message, retryAfter));
    };
  }

  private static Transaction requireTransaction(EffectContext context, InvokeTool call) {
    var transaction = context.transaction();
    if (transaction != null) return transaction;
    throw new IllegalStateException(call.tool() + " is transactional and has no transaction");
  }

  Outcome query(Permit permit, InvokeTool call, EffectContext context) {
    if (!(contract(context, call.tool()).effect() instanceof EffectClass.Reconcile(_, var query))) {
      throw new IllegalArgumentException(call.tool() + " cannot be asked about");
    }
    var key = key(context.state().mandate().run(), call.id());
    var arguments = Value.of(Map.of(query.keyArgument(), Value.of(key)));
    var asked = contract(context, query.tool());
    var answer =
        guard.call(
            source(query.tool()),
            new ToolSource.Call(
                query.tool(),
                arguments,
                patience(permit, asked),
                by(permit, key, context),
                null,
                _ -> {}),
            asked.limits().flowOrFree(),
            caller(context, call, pastOf(context, call).failures() > 0));
    return switch (answer) {
      case ToolSource.Returned returned when !Json.fits(returned.result()) ->
          Outcome.of(
              new QueryFailed(call.id(), permit.attempt().number(), ToolFault.MALFORMED, TOO_DEEP));
      case ToolSource.Returned returned -> {
        // A query whose answer may not be relied on has told nothing.
        var assessment = assess(query.tool(), arguments, returned, context);
        yield assessment == null || Assessment.complete(assessment)
            ? answered(permit, call, returned.result())
            : Outcome.of(
                new QueryFailed(
                    call.id(),
                    permit.attempt().number(),
                    ToolFault.MALFORMED,
                    assessment.inWords()));
      }
      case ToolSource.Failed(var fault, var message, var retryAfter) ->
          Outcome.of(
              new QueryFailed(call.id(), permit.attempt().number(), fault, message, retryAfter));
    };
  }

  private Outcome answered(Permit permit, InvokeTool call, Value result) {
    var attempt = permit.attempt().number();
    try {
      var yes = assessor.happened(call.tool(), result);
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
      Permit permit,
      InvokeTool call,
      ToolSource.Returned returned,
      EffectContext context,
      Instant began) {
    var attempt = permit.attempt().number();
    var contract = contract(context, call.tool());
    var took = Elapsed.between(began, clock.instant());
    var useless = useless(returned.result(), contract);
    if (useless == null) {
      var arguments = (Value.Obj) call.arguments();
      var assessment = assess(call.tool(), arguments, returned, context);
      return kept(
          returned.result(),
          content -> new ToolReturned(call.id(), attempt, content, took, assessment));
    }
    if (contract.effect().isRead()) {
      var deep = useless.fault() == ResultFault.UNREADABLE;
      return Outcome.of(
          new ToolFailed(
              call.id(),
              attempt,
              deep ? ToolFault.MALFORMED : ToolFault.TOO_LARGE,
              useless.detail() + (deep ? "" : "; ask for less"),
              null));
    }
    // The effect happened; only its result is of no use.
    return Outcome.of(
        new ToolReturned(
            call.id(),
            attempt,
            stub(useless, returned.result()),
            took,
            Assessment.of(useless.fault(), useless.detail())));
  }

  /**
   * Says why a result cannot be taken in; null if it can. Nothing deeper than what {@link Json}
   * reads may be recorded.
   */
  private static @Nullable Flaw useless(Value result, ToolContract contract) {
    if (!Json.fits(result)) return new Flaw(ResultFault.UNREADABLE, TOO_DEEP);
    var bytes = Utf8.length(result.json());
    var max = contract.limits().resultBytesMax();
    if (bytes <= max) return null;
    var problem = "the result has " + bytes + " bytes, result-bytes-max is " + max;
    return new Flaw(ResultFault.TOO_LARGE, problem);
  }

  /** What cannot be assessed is not complete. */
  private @Nullable Assessment assess(
      String tool, Value.Obj arguments, ToolSource.Returned returned, EffectContext context) {
    var journal = context.state().course().at();
    var now = clock.instant();
    var at = now.isBefore(journal) ? journal : now;
    try {
      var assessment = assessor.assess(tool, arguments, returned, at);
      if (assessment != null) {
        context.afterwards().accept(() -> assessor.heed(tool, assessment, at));
      }
      return assessment;
    } catch (RuntimeException broken) {
      return Assessment.of(ResultFault.UNDECIDED, "it could not be assessed: " + broken);
    }
  }

  private static Content stub(Flaw useless, Value result) {
    var dropped = Value.Obj.EMPTY.with("dropped", Value.of(useless.detail()));
    return new Content.Inline(
        useless.fault() == ResultFault.UNREADABLE
            ? dropped
            : dropped.with("sha256", Value.of(result.digest().hex())));
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
  private void late(InvokeTool call, int attempt, ToolSource.Answer answer, EffectContext context) {
    if (!(answer instanceof ToolSource.Returned returned)) return;
    var result = returned.result();
    var useless = useless(result, contract(context, call.tool()));
    if (useless == null) {
      var whole = EventCodec.content(result);
      if (whole instanceof Content.Inline) {
        var arguments = (Value.Obj) call.arguments();
        var assessment = assess(call.tool(), arguments, returned, context);
        context.late().accept(new Late(call.id(), attempt, whole, assessment));
        return;
      }
      var bytes = Utf8.length(result.json());
      useless = new Flaw(ResultFault.TOO_LARGE, "it came late and has " + bytes + " bytes");
    }
    var assessment = Assessment.of(useless.fault(), useless.detail());
    context.late().accept(new Late(call.id(), attempt, stub(useless, result), assessment));
  }

  private static Value.Obj filled(Value.Obj arguments, EffectClass effect, String key) {
    return switch (effect) {
      case EffectClass.Keyed(var name, _) -> arguments.with(name, Value.of(key));
      case EffectClass.Reconcile(var name, _) -> arguments.with(name, Value.of(key));
      case EffectClass.Read _, EffectClass.Transactional _, EffectClass.Once _ -> arguments;
    };
  }

  private static Patience patience(Permit permit, ToolContract called) {
    return new Patience(permit.reserved().time(), called.limits().heartbeat());
  }

  private static Pending.Past pastOf(EffectContext context, InvokeTool call) {
    return requireNonNull(context.state().pending().get(call.id())).past();
  }

  private static ToolGuard.Caller caller(EffectContext context, InvokeTool call, boolean again) {
    var retries = again && !pastOf(context, call).cutShort();
    return new ToolGuard.Caller(context.state().mandate().principal().tenant(), retries);
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
