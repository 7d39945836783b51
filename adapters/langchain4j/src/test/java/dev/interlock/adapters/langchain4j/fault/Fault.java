package dev.interlock.adapters.langchain4j.fault;

import dev.interlock.kernel.failure.ModelFault;
import org.jspecify.annotations.Nullable;

/** A row: what a model server does wrong. */
enum Fault {
  UNAUTHORISED("401", ModelFault.UNAUTHENTICATED),
  FORBIDDEN("403", ModelFault.UNAUTHENTICATED),
  REQUEST_TIMEOUT("408", ModelFault.TIMEOUT),
  RATE_LIMIT("429", ModelFault.RATE_LIMIT),
  RATE_LIMIT_WITH_PAUSE("429, retry after 1 s", ModelFault.RATE_LIMIT),
  SERVER_ERROR("500", ModelFault.PROVIDER_ERROR),
  OVERLOAD("529 or 503", ModelFault.OVERLOAD),
  HANG("hang", ModelFault.TIMEOUT),
  DRIP("slow drip", ModelFault.TIMEOUT),
  CUT("cut connection", ModelFault.NETWORK),
  INVALID_JSON("invalid JSON", ModelFault.MALFORMED),
  CONTENT_TYPE("wrong content type", ModelFault.MALFORMED),
  NO_USAGE("missing usage", null),
  NULL_IDS("null tool-call ids", null),
  DUPLICATE_IDS("duplicate tool-call ids", null),
  FINISH_REASON("unknown finish reason", ModelFault.MALFORMED),
  CONTENT_FILTER("content filter", ModelFault.CONTENT_FILTER),
  CONTEXT_OVERFLOW("context overflow", ModelFault.CONTEXT_OVERFLOW),
  EMPTY("empty answer", ModelFault.EMPTY),
  TRUNCATED("truncated answer", ModelFault.TRUNCATED),
  TWO_CHOICES("two choices", ModelFault.MALFORMED),
  TEN_MEGABYTES("10 MB answer", ModelFault.MALFORMED),
  ANOTHER_NAME("another name than asked", null);

  private final String words;
  private final @Nullable ModelFault failure;

  Fault(String words, @Nullable ModelFault failure) {
    this.words = words;
    this.failure = failure;
  }

  String words() {
    return words;
  }

  /** What the port makes of it; null if the answer is usable all the same. */
  @Nullable ModelFault failure() {
    return failure;
  }

  /** Whether the attempt must run out of time. */
  boolean slow() {
    return this == HANG || this == DRIP;
  }

  /** Whether the provider says what the attempt cost. */
  boolean billed() {
    return switch (this) {
      case NULL_IDS,
          DUPLICATE_IDS,
          FINISH_REASON,
          CONTENT_FILTER,
          EMPTY,
          TRUNCATED,
          TWO_CHOICES,
          ANOTHER_NAME ->
          true;
      case UNAUTHORISED,
          FORBIDDEN,
          REQUEST_TIMEOUT,
          RATE_LIMIT,
          RATE_LIMIT_WITH_PAUSE,
          SERVER_ERROR,
          OVERLOAD,
          HANG,
          DRIP,
          CUT,
          INVALID_JSON,
          CONTENT_TYPE,
          NO_USAGE,
          CONTEXT_OVERFLOW,
          TEN_MEGABYTES ->
          false;
    };
  }
}
