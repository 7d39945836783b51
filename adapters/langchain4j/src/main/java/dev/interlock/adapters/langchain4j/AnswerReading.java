package dev.interlock.adapters.langchain4j;

import dev.interlock.adapters.langchain4j.Heard.Answered;
import dev.interlock.adapters.langchain4j.Heard.Lost;
import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.runtime.effect.ModelPort.Answer;
import dev.interlock.runtime.effect.ModelPort.Failed;
import dev.interlock.runtime.effect.ModelPort.Replied;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes of what was heard the answer that the runtime records. An answer that may be half of one is
 * never taken for a whole: cut at its maximum, stopped for a reason that is not known here, or with
 * calls that LangChain4j dropped.
 *
 * @param asked the model that was asked; its name stands in if the answer carries none
 */
record AnswerReading(Dialect dialect, String asked, Scrub scrub) {

  Answer read(Heard heard, @Nullable ChatResponse response, int outputTokensMax) {
    return switch (heard) {
      case Lost lost -> failed(lost.fault(), lost.message(), lost.sent() ? null : Usage.NOTHING);
      case Answered answered when !answered.successful() -> refused(answered, Refusal.of(answered));
      case Answered answered -> body(answered, response, outputTokensMax);
    };
  }

  private Answer body(Answered answered, @Nullable ChatResponse response, int outputTokensMax) {
    if (!answered.whole()) {
      var bound = BoundedBody.ANSWER_BYTES_MAX / 1_000_000;
      return malformed("the answer is longer than " + bound + " MB", null);
    }
    var type = answered.header("content-type").toLowerCase(Locale.ROOT);
    if (!type.isEmpty() && !type.contains("json")) {
      return malformed("the answer is " + type + ", expected application/json", null);
    }
    var root = Body.json(answered.body());
    if (root.isEmpty()) return malformed("the answer is not JSON", null);
    var refusal = Refusal.inside(root.get());
    if (refusal.isPresent()) return refused(answered, refusal.get());
    return whole(root.get(), response, outputTokensMax);
  }

  private Answer whole(JsonNode root, @Nullable ChatResponse response, int outputTokensMax) {
    var envelope = dialect.envelope(root);
    return stopped(envelope, outputTokensMax)
        .orElseGet(() ->
            response == null
                ? malformed("the answer has not the shape of a chat completion", envelope.usage())
                : reply(envelope, response));
  }

  /** Whether the envelope alone says that there is no usable reply inside. */
  private Optional<Answer> stopped(Envelope envelope, int outputTokensMax) {
    var usage = envelope.usage();
    if (envelope.choices() != 1) {
      return Optional.of(malformed("expected 1 choice, got " + envelope.choices(), usage));
    }
    if (!envelope.refusal().isBlank()) {
      var message = "the model refused: " + envelope.refusal();
      return Optional.of(failed(ModelFault.CONTENT_FILTER, message, usage));
    }
    return switch (envelope.finish()) {
      case DONE, CALLED -> Optional.empty();
      case CUT -> Optional.of(truncated(outputTokensMax, usage));
      case UNSAID ->
          usage != null && usage.outputTokens() >= outputTokensMax
              ? Optional.of(truncated(outputTokensMax, usage))
              : Optional.empty();
      case FILTERED ->
          Optional.of(failed(ModelFault.CONTENT_FILTER, "stopped by a content filter", usage));
      case UNKNOWN ->
          Optional.of(malformed("unknown finish reason '" + envelope.finishSaid() + "'", usage));
    };
  }

  private Answer reply(Envelope envelope, ChatResponse response) {
    var usage = envelope.usage();
    var message = response.aiMessage();
    var requests = message.toolExecutionRequests();
    if (requests.size() != envelope.calls()) {
      var read = requests.size() + " of " + envelope.calls();
      return malformed("only " + read + " tool calls could be read", usage);
    }
    var proposals = Proposals.of(requests);
    if (proposals.isEmpty()) return malformed("too many or too large tool calls", usage);
    var text = Objects.requireNonNullElse(message.text(), "");
    if (!proposals.get().isEmpty() || !text.isBlank()) {
      if (proposals.get().isEmpty() && envelope.finish() == Envelope.Finish.CALLED) {
        return malformed("it stopped for a tool call, but there is none", usage);
      }
      return new Replied(new ModelReply(text, proposals.get()), model(response), usage);
    }
    return failed(ModelFault.EMPTY, "neither text nor a call", usage);
  }

  private String model(ChatResponse response) {
    var named = response.metadata().modelName();
    return named == null || named.isBlank() ? asked : named;
  }

  private Failed refused(Answered answered, Refusal refusal) {
    var pause = RetryAfter.of(answered.headers(), InstantSource.system());
    return new Failed(refusal.fault(), scrub.line(refusal.line()), pause, null);
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
