package dev.interlock.adapters.openapi;

import dev.interlock.adapters.openapi.Exchange.Reply;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import dev.interlock.runtime.http.RetryAfter;
import dev.interlock.runtime.http.Statuses;
import dev.interlock.runtime.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Translates what a service says of a call. */
final class Responses {
  private static final int CONFLICT = 409;
  private static final int SAID_CHARS_MAX = 200;

  /** What is told of a response that has no body. */
  private static final List<String> TELLING =
      List.of("content-length", "content-type", "etag", "last-modified", "location");

  private final Operation operation;
  private final Credentials credentials;
  private final int attempt;

  /**
   * @param attempt 1 for the first
   */
  Responses(Operation operation, Credentials credentials, int attempt) {
    this.operation = operation;
    this.credentials = credentials;
    this.attempt = attempt;
  }

  Answer of(Reply reply) {
    if (reply.status() >= 200 && reply.status() < 300) return success(reply);
    var retryAfter = RetryAfter.of(reply.headers());
    var fault = fault(reply.status());
    return failed(fault, "status " + reply.status() + words(reply), retryAfter);
  }

  Failed failed(ToolFault fault, String message, @Nullable Duration retryAfter) {
    var line = credentials.oneLine(operation.name() + ": " + message);
    return new Failed(fault, line, retryAfter);
  }

  /**
   * A service that remembers keys answers 409 while the first request of a key is still under way,
   * so that a conflict with a repeated call says nothing of the first.
   */
  private ToolFault fault(int status) {
    if (status == CONFLICT && attempt > 1) return ToolFault.NETWORK;
    return Statuses.fault(status);
  }

  private Answer success(Reply reply) {
    if (!reply.whole()) {
      return failed(
          ToolFault.TOO_LARGE,
          "the response has more than " + Exchange.RESPONSE_BYTES_MAX / 1024 / 1024 + " MiB",
          null);
    }
    var type = reply.headers().firstValue("content-type").orElse("");
    if (reply.body().length == 0) return new Returned(heading(reply), headers(reply));
    if (MediaTypes.isJson(type)) return json(reply);
    if (MediaTypes.isText(type)) return text(reply, type);
    if (operation.isReadOnly()) {
      return failed(ToolFault.MALFORMED, "the response is " + type + ", which is no text", null);
    }
    return new Returned(
        heading(reply).with("dropped", Value.of(reply.body().length + " bytes of " + type)),
        headers(reply));
  }

  private Answer json(Reply reply) {
    try {
      return new Returned(Json.parse(reply.body()), headers(reply));
    } catch (Json.NotJsonException bad) {
      return failed(ToolFault.MALFORMED, "the response is no JSON: " + bad.getMessage(), null);
    }
  }

  private Answer text(Reply reply, String type) {
    return utf8(reply.body())
        .<Answer>map(
            text -> new Returned(Value.Obj.EMPTY.with("text", Value.of(text)), headers(reply)))
        .orElseGet(() ->
            failed(ToolFault.MALFORMED, "the response is " + type + " and not in UTF-8", null));
  }

  /** The first value of each header, by lower-case name. */
  private static Map<String, String> headers(Reply reply) {
    var headers = new HashMap<String, String>();
    reply
        .headers()
        .map()
        .forEach((name, values) ->
            headers.putIfAbsent(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return headers;
  }

  private static Value.Obj heading(Reply reply) {
    var members = new TreeMap<String, Value>();
    members.put("status", Value.of(reply.status()));
    for (var name : TELLING) {
      reply.headers().firstValue(name).ifPresent(value -> members.put(name, Value.of(value)));
    }
    return new Value.Obj(members);
  }

  /** What the service said of it, if that was text. */
  private static String words(Reply reply) {
    if (reply.status() >= 300 && reply.status() < 400) {
      var to = reply.headers().firstValue("location").orElse("nowhere");
      return ", a redirect to " + withoutQuery(to) + ", which is not followed";
    }
    var said = utf8(reply.body()).map(String::strip).orElse("");
    if (said.isEmpty()) return "";
    return ": "
        + (said.length() <= SAID_CHARS_MAX ? said : said.substring(0, SAID_CHARS_MAX) + "…");
  }

  private static String withoutQuery(String url) {
    var end = url.indexOf('?');
    return end < 0 ? url : url.substring(0, end);
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException other) {
      return Optional.empty();
    }
  }
}
