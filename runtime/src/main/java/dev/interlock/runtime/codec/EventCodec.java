package dev.interlock.runtime.codec;

import dev.interlock.kernel.brief.Utf8;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.journal.SealedEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of events and requests on disk. Thread-safe.
 *
 * <p>What this guarantees: a form that was ever written can be read, through an upcaster if it is
 * an old one. What it does not: that an older Interlock can read what a newer one wrote.
 */
public final class EventCodec {
  private final Forms forms = new Forms();
  private final NamedCodec<Event> events = new NamedCodec<>(eventNames(), List.of(), forms);
  private final NamedCodec<Request> requests = new NamedCodec<>(requestNames(), List.of(), forms);

  /**
   * An event in its stored form.
   *
   * @param type name and version, as in {@code tool-returned/1}
   * @param body JSON in UTF-8
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Stored(String type, byte[] body) {}

  public Stored encode(Event event) {
    var encoded = events.encode(event);
    return new Stored(encoded.name(), encoded.body());
  }

  /**
   * Reads an event.
   *
   * @throws MalformedException if this is no event that any version wrote
   */
  public Event decode(String type, byte[] body) {
    return events.decode(type, body);
  }

  /**
   * Reads an entry as it lies on disk.
   *
   * @throws MalformedException if it holds no event that any version wrote
   */
  public Entry entry(SealedEntry sealed) {
    return new Entry(sealed.sequence(), sealed.at(), decode(sealed.type(), sealed.body()));
  }

  /** Returns a request in its stored form: its name and version, a new line, its JSON. */
  public byte[] encode(Request request) {
    var encoded = requests.encode(request);
    return join(encoded.name(), encoded.body());
  }

  /**
   * Reads a request.
   *
   * @throws MalformedException if this is no request that any version wrote
   */
  public Request decodeRequest(byte[] letter) {
    for (var i = 0; i < letter.length; i++) {
      if (letter[i] == '\n') {
        var name = new String(letter, 0, i, StandardCharsets.UTF_8);
        return requests.decode(name, Arrays.copyOfRange(letter, i + 1, letter.length));
      }
    }
    throw new MalformedException("a request without a name");
  }

  /** Digest of a charter: pins prompt, model, tool contracts and policy together. */
  public Digest digest(Charter charter) {
    return forms.of(Charter.class).write(charter).digest();
  }

  /** Returns the tree of any kernel record, in the form that events use. */
  public Value tree(Object recordOfTheKernel) {
    return forms.of(recordOfTheKernel.getClass()).write(recordOfTheKernel);
  }

  /** Returns the name and version under which events of a class are written. */
  public static String nameOf(Class<? extends Event> event) {
    var name = eventNames().get(event);
    if (name == null) throw new IllegalArgumentException("no name for " + event);
    return name;
  }

  private static byte[] join(String name, byte[] body) {
    var head = (name + '\n').getBytes(StandardCharsets.UTF_8);
    var whole = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }

  private static Map<Class<? extends Event>, String> eventNames() {
    var names = new LinkedHashMap<Class<? extends Event>, String>();
    names.put(Event.RunStarted.class, "run-started/1");
    names.put(Event.DriverStarted.class, "driver-started/1");
    names.put(Event.CommandPermitted.class, "command-permitted/1");
    names.put(Event.CommandHeld.class, "command-held/1");
    names.put(Event.CommandDenied.class, "command-denied/1");
    names.put(Event.ResultReused.class, "result-reused/1");
    names.put(Event.EffectWithheld.class, "effect-withheld/1");
    names.put(Event.AttemptRefused.class, "attempt-refused/1");
    names.put(Event.ModelReplied.class, "model-replied/1");
    names.put(Event.TurnsSummarised.class, "turns-summarised/1");
    names.put(Event.ModelFailed.class, "model-failed/1");
    names.put(Event.ToolReturned.class, "tool-returned/1");
    names.put(Event.ToolFailed.class, "tool-failed/1");
    names.put(Event.OutcomeUnknown.class, "outcome-unknown/1");
    names.put(Event.QueryAnswered.class, "query-answered/1");
    names.put(Event.QueryFailed.class, "query-failed/1");
    names.put(Event.OutcomeResolved.class, "outcome-resolved/1");
    names.put(Event.LateAnswerKept.class, "late-answer-kept/1");
    names.put(Event.ApprovalGranted.class, "approval-granted/1");
    names.put(Event.ApprovalRejected.class, "approval-rejected/1");
    names.put(Event.ApprovalEdited.class, "approval-edited/1");
    names.put(Event.ApprovalPostponed.class, "approval-postponed/1");
    names.put(Event.ApprovalExpired.class, "approval-expired/1");
    names.put(Event.RequestRefused.class, "request-refused/1");
    names.put(Event.RunPaused.class, "run-paused/1");
    names.put(Event.RunContinued.class, "run-continued/1");
    names.put(Event.PhaseEntered.class, "phase-entered/1");
    names.put(Event.SwitchThrown.class, "switch-thrown/1");
    names.put(Event.SwitchReleased.class, "switch-released/1");
    names.put(Event.RunCancelled.class, "run-cancelled/1");
    names.put(Event.RollbackRequested.class, "rollback-requested/1");
    names.put(Event.CompensationPrepared.class, "compensation-prepared/1");
    names.put(Event.CompensationImpossible.class, "compensation-impossible/1");
    names.put(Event.LookPrepared.class, "look-prepared/1");
    names.put(Event.LookImpossible.class, "look-impossible/1");
    names.put(Event.DeadlinePassed.class, "deadline-passed/1");
    names.put(Event.FallbackTaken.class, "fallback-taken/1");
    names.put(Event.RunEnded.class, "run-ended/1");
    names.put(Event.ReviewSettled.class, "review-settled/1");
    return names;
  }

  private static Map<Class<? extends Request>, String> requestNames() {
    var names = new LinkedHashMap<Class<? extends Request>, String>();
    names.put(Request.Approve.class, "approve/1");
    names.put(Request.Reject.class, "reject/1");
    names.put(Request.Edit.class, "edit/1");
    names.put(Request.Postpone.class, "postpone/1");
    names.put(Request.Resolve.class, "resolve/1");
    names.put(Request.SettleReview.class, "settle-review/1");
    names.put(Request.Late.class, "late/1");
    names.put(Request.Pause.class, "pause/1");
    names.put(Request.Cancel.class, "cancel/1");
    names.put(Request.Rollback.class, "rollback/1");
    names.put(Request.Continue.class, "continue/1");
    return names;
  }

  /**
   * Returns the form of contents, for the store of payloads. It keeps the decimals of numbers, so a
   * payload's name is the digest of these bytes and not of the canonical form.
   */
  public static byte[] payload(Value value) {
    return value.json().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a value inline, or as a reference if it is over the size that an event holds. */
  public static Content content(Value value) {
    var json = value.json();
    var bytes = Utf8.length(json);
    return bytes <= Content.INLINE_BYTES_MAX
        ? new Content.Inline(value)
        : new Content.Stored(
            Digest.of(json), bytes, json.substring(0, Math.min(json.length(), 16_384)));
  }
}
