package dev.interlock.runtime.json;

import dev.interlock.kernel.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON (RFC 8259) into {@link Value}. Numbers keep their decimals; a key that stands twice in an
 * object, and anything after the value, is an error. At most 200 levels deep. Thread-safe.
 */
public final class Json {
  private static final int DEPTH_MAX = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(400)
                  .maxStringLength(64 * 1024 * 1024)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /**
   * Reads a text.
   *
   * @throws NotJsonException if the text is not one JSON value
   */
  public static Value parse(String text) {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return whole(parser);
    } catch (JacksonException | IllegalArgumentException bad) {
      throw new NotJsonException(firstLine(bad));
    }
  }

  /**
   * Reads bytes.
   *
   * @throws NotJsonException if the bytes are not one JSON value in UTF-8
   */
  public static Value parse(byte[] utf8) {
    return parse(new String(utf8, StandardCharsets.UTF_8));
  }

  private static Value whole(JsonParser parser) {
    var token = parser.nextToken();
    if (token == null) throw new NotJsonException("the text is empty");
    var value = value(parser, token);
    if (parser.nextToken() != null) throw new NotJsonException("text follows after the value");
    return value;
  }

  private static Value value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> Value.of(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Value.of(parser.getDecimalValue());
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_NULL -> Value.Null.NULL;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new NotJsonException("unexpected " + token);
    };
  }

  private static Value object(JsonParser parser) {
    var members = new TreeMap<String, Value>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      members.put(name, value(parser, parser.nextToken()));
    }
    return new Value.Obj(members);
  }

  private static Value array(JsonParser parser) {
    List<Value> items = new ArrayList<>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return new Value.Arr(items);
  }

  private static String firstLine(RuntimeException bad) {
    var message = bad.getMessage();
    return message == null ? bad.toString() : message.lines().findFirst().orElse("");
  }

  /** A text is not JSON. */
  public static final class NotJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotJsonException(String problem) {
      super(problem);
    }
  }
}
