package dev.interlock.adapters.openapi;

import dev.interlock.adapters.openapi.Operation.Body;
import dev.interlock.adapters.openapi.Operation.In;
import dev.interlock.adapters.openapi.Operation.Media;
import dev.interlock.adapters.openapi.Operation.Parameter;
import dev.interlock.adapters.openapi.Operation.Scheme;
import dev.interlock.adapters.openapi.Operation.Style;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.http.SendOnce;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one request. For one call. */
final class RequestWriter {
  private static final Pattern HEADER_TEXT = Pattern.compile("[\\x20-\\x7e\\x80-\\xff\\t]*");
  private static final Set<String> NO_PATH_SEGMENT = Set.of("", ".", "..");

  private final Operation operation;
  private final Value.Obj arguments;
  private final List<String> query = new ArrayList<>();
  private final List<String> cookies = new ArrayList<>();
  private final TreeMap<String, String> headers = new TreeMap<>();
  private @Nullable SendOnce sendOnce;

  RequestWriter(Operation operation, Value.Obj arguments) {
    this.operation = operation;
    this.arguments = arguments;
  }

  /** A request, and its body if it has one that can be taken back. */
  record Written(HttpRequest request, @Nullable SendOnce body) {}

  /**
   * Writes the request.
   *
   * @param server with references resolved
   * @throws UnwritableException if an argument cannot be written as the operation wants it
   */
  Written write(String server, Credentials credentials) {
    var path = operation.path();
    for (var parameter : operation.parameters()) {
      var value = arguments.get(parameter.argument()).orElse(Value.Null.NULL);
      if (parameter.in() == In.PATH) path = path(path, parameter, value);
      else if (!(value instanceof Value.Null)) place(parameter, value);
    }
    var body = body();
    operation.schemes().forEach(scheme -> authorise(scheme, credentials.of(scheme)));
    if (!cookies.isEmpty()) headers.put("Cookie", String.join("; ", cookies));
    var uri = server + path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    var request = HttpRequest.newBuilder(URI.create(uri)).method(operation.method(), body);
    request.setHeader("Accept", "application/json, text/*;q=0.9, */*;q=0.1");
    headers.forEach((name, value) -> request.setHeader(name, headerText(name, value)));
    return new Written(request.build(), sendOnce);
  }

  private static String path(String path, Parameter parameter, Value value) {
    var text = Styles.simple(parameter, value, Percent::encoded);
    if (NO_PATH_SEGMENT.contains(text)) {
      throw new UnwritableException(
          "the argument "
              + parameter.argument()
              + " is '"
              + text
              + "', which is no part of a path");
    }
    return path.replace("{" + parameter.name() + "}", text);
  }

  private void place(Parameter parameter, Value value) {
    switch (parameter.in()) {
      case QUERY -> Styles.pairs(parameter, value).forEach(pair -> query.add(pair.toString()));
      case COOKIE -> Styles.pairs(parameter, value).forEach(pair -> cookies.add(pair.toString()));
      case HEADER ->
          headers.put(parameter.name(), Styles.simple(parameter, value, UnaryOperator.identity()));
      case PATH -> {}
    }
  }

  private void authorise(Scheme scheme, String secret) {
    var name = scheme.wireName();
    switch (scheme.kind()) {
      case QUERY_KEY -> query.add(Percent.encoded(name) + "=" + Percent.encoded(secret));
      case COOKIE_KEY -> cookies.add(name + "=" + Percent.encoded(secret));
      case HEADER_KEY, BEARER, BASIC -> headers.put(name, secret);
    }
  }

  private BodyPublisher body() {
    return switch (operation.body()) {
      case Body.None _ -> BodyPublishers.noBody();
      case Body.Whole(var argument, var media) ->
          arguments.get(argument).map(value -> written(value, media)).orElse(noBody());
      case Body.Members(var names, var media) -> {
        var members = new TreeMap<>(arguments.members());
        members.keySet().retainAll(names);
        yield written(new Value.Obj(members), media);
      }
    };
  }

  private static BodyPublisher noBody() {
    return BodyPublishers.noBody();
  }

  private BodyPublisher written(Value value, Media media) {
    var text = media.form() ? form(value) : value.json();
    headers.put("Content-Type", media.type());
    if (text.isEmpty()) return noBody();
    var body = new SendOnce(text.getBytes(StandardCharsets.UTF_8));
    sendOnce = body;
    return body;
  }

  private static String form(Value value) {
    if (!(value instanceof Value.Obj(var members))) {
      throw new UnwritableException("the body is a form and must be an object");
    }
    return members.entrySet().stream()
        .flatMap(member -> {
          var field = new Parameter(member.getKey(), member.getKey(), In.QUERY, Style.FORM, true);
          return Styles.pairs(field, member.getValue()).stream();
        })
        .map(Styles.Pair::toString)
        .collect(Collectors.joining("&"));
  }

  private static String headerText(String name, String text) {
    if (HEADER_TEXT.matcher(text).matches()) return text;
    throw new UnwritableException("the header " + name + " cannot hold a character of its value");
  }
}
