package dev.interlock.adapters.langchain4j;

import dev.interlock.adapters.langchain4j.Heard.Answered;
import dev.interlock.adapters.langchain4j.Heard.Lost;
import dev.interlock.adapters.langchain4j.Heard.Streamed;
import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.runtime.effect.ModelPort.Answer;
import dev.interlock.runtime.effect.ModelPort.Failed;
import dev.interlock.runtime.effect.ModelPort.Replied;
import java.net.http.HttpHeaders;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes of what was heard the answer that the runtime records. An answer that may be half of one is
 * never taken for a whole: cut at its maximum, or stopped for a reason that is not known here.
 *
 * @param asked the model that was asked; its name stands in if the answer carries none
 */
record AnswerReading(Dialect dialect, String asked, Scrub scrub) {
  static final String TOO_LONG =
      "the answer is longer than " + BoundedBody.ANSWER_BYTES_MAX / 1_000_000 + " MB";

  Answer read(Heard heard, int outputTokensMax) {
    return switch (heard) {
      case Lost lost -> failed(lost.fault(), lost.message(), lost.sent() ? null : Usage.NOTHING);
      case Answered answered when !answered.successful() ->
          refused(answered.headers(), Refusal.of(answered), null);
      case Answered answered -> body(answered, outputTokensMax);
      case Streamed(var headers, var body, var firstToken) ->
          switch (document(headers, body, outputTokensMax)) {
            case Replied(var reply, var model, var usage, var _) ->
                new Replied(reply, model, usage, firstToken);
            case Failed failed -> failed;
          };
    };
  }

  private Answer body(Answered answered, int outputTokensMax) {
    if (!answered.whole()) return malformed(TOO_LONG, null);
    var type = answered.header("content-type").toLowerCase(Locale.ROOT);
    if (!type.isEmpty() && !type.contains("json")) {
      return malformed("the answer is " + type + ", expected application/json", null);
    }
    return Body.json(answered.body())
        .map(root -> document(answered.headers(), root, outputTokensMax))
        .orElseGet(() -> malformed("the answer is not JSON", null));
  }

  private Answer document(HttpHeaders headers, JsonNode root, int outputTokensMax) {
    var envelope = dialect.envelope(root);
    var refusal = Refusal.inside(root);
    if (refusal.isPresent()) {
      return refused(headers, refusal.get(), envelope.map(Envelope::usage).orElse(null));
    }
    return envelope
        .map(whole -> stopped(whole, outputTokensMax).orElseGet(() -> reply(whole)))
        .orElseGet(() -> malformed("the answer has not the shape of a model's", null));
  }

  /** Whether the envelope alone says that there is no usable reply inside. */
  private Optional<Answer> stopped(Envelope envelope, int outputTokensMax) {
    var usage = envelope.usage();
    var stop = envelope.stop();
    if (envelope.choices() != 1) {
      return Optional.of(malformed("expected 1 choice, got " + envelope.choices(), usage));
    }
    if (!stop.refusal().isBlank()) {
      var message = "the model refused: " + stop.refusal();
      return Optional.of(failed(ModelFault.CONTENT_FILTER, message, usage));
    }
    return switch (stop.finish()) {
      case DONE, CALLED -> Optional.empty();
      case CUT -> Optional.of(truncated(outputTokensMax, usage));
      case UNSAID ->
          usage != null && usage.outputTokens() >= outputTokensMax
              ? Optional.of(truncated(outputTokensMax, usage))
              : Optional.empty();
      case FILTERED -> Optional.of(failed(ModelFault.CONTENT_FILTER, filtered(stop.word()), usage));
      case UNKNOWN -> Optional.of(malformed("unknown finish reason '" + stop.word() + "'", usage));
    };
  }

  private static String filtered(String word) {
    return "stopped by a content filter (" + word + ")";
  }

  private Answer reply(Envelope envelope) {
    var usage = envelope.usage();
    var text = envelope.said().text();
    var calls = envelope.said().calls();
    if (calls.stream().anyMatch(call -> call.name() == null || call.name().isBlank())) {
      return malformed("a tool call without a name", usage);
    }
    var proposals = Proposals.of(calls);
    if (proposals.isEmpty()) return malformed("too many or too large tool calls", usage);
    if (calls.isEmpty() && text.isBlank()) {
      return failed(ModelFault.EMPTY, "neither text nor a call", usage);
    }
    if (calls.isEmpty() && envelope.stop().finish() == Envelope.Finish.CALLED) {
      return malformed("it stopped for a tool call, but there is none", usage);
    }
    var model = envelope.model().isBlank() ? asked : envelope.model();
    return new Replied(new ModelReply(text, proposals.get()), model, usage);
  }

  private Failed refused(HttpHeaders headers, Refusal refusal, @Nullable Usage usage) {
    var said = RetryAfter.of(headers, InstantSource.system());
    var pause = said == null ? refusal.pause() : said;
    return new Failed(refusal.fault(), scrub.line(refusal.line()), pause, usage);
  }

  private Failed truncated(int outputTokensMax, @Nullable Usage usage) {
    var message = "the answer was cut at its maximum of " + outputTokensMax + " tokens";
    return failed(ModelFault.TRUNCATED, message, usage);
  }

  private Failed malformed(String message, @Nullable Usage usage) {
    return failed(ModelFault.MALFORMED, message, usage);
  }

  private Failed failed(ModelFault fault, String message, @Nullable Usage usage) {
    return new Failed(fault, scrub.line(message), null, usage);
  }
}
