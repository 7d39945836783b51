package dev.interlock.runtime.json;

import dev.interlock.kernel.value.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
 * Reads JSON (RFC 8259) into {@link Value}. Numbers keep their decimals; a key that stands twice in
 * an object, and anything after the value, is an error. Thread-safe.
 *
 * <p>What comes from outside is at most 200 levels deep; what this runtime wrote itself may be
 * deeper by what it wraps around such a value, so that whatever was taken in can be read back.
 */
public final class Json {
  /** How many levels a value from outside may have: a number has none, {@code []} has one. */
  public static final int DEPTH_MAX = 200;

  /** Around a value stand at most ten levels of an event or a snapshot. */
  private static final int STORED_DEPTH_MAX = DEPTH_MAX + 32;

  /** A {@link Value.Num} is written with up to 400 digits on each side, a sign and a point. */
  private static final int NUMBER_CHARS_MAX = 802;

  private static final JsonFactory FACTORY = factory(DEPTH_MAX);
  private static final JsonFactory STORED = factory(STORED_DEPTH_MAX);

  private Json() {}

  /**
   * Reads a text.
   *
   * @throws NotJsonException if the text is not one JSON value
   */
  public static Value parse(String text) {
    return parse(FACTORY, text);
  }

  /**
   * Reads bytes.
   *
   * @throws NotJsonException if the bytes are not one JSON value in UTF-8
   */
  public static Value parse(byte[] utf8) {
    return parse(FACTORY, text(utf8));
  }

  /**
   * Reads bytes that this runtime wrote: an event, a request, a snapshot.
   *
   * @throws NotJsonException if the bytes are not one JSON value in UTF-8
   */
  public static Value parseStored(byte[] utf8) {
    return parse(STORED, text(utf8));
  }

  /**
   * Whether a value that was not read here is as deep as one that was may be. Looks no deeper, and
   * takes no more stack for a deep value than for a flat one.
   */
  public static boolean fits(Value value) {
    var level = List.of(value);
    for (var depth = 0; depth <= DEPTH_MAX; depth++) {
      var below = new ArrayList<Value>();
      for (var one : level) {
        switch (one) {
          case Value.Obj(var members) -> below.addAll(members.values());
          case Value.Arr(var items) -> below.addAll(items);
          case Value.Null _, Value.Bool _, Value.Num _, Value.Text _ -> {}
        }
      }
      if (below.isEmpty()) return depth < DEPTH_MAX || level.stream().noneMatch(Json::holds);
      level = below;
    }
    return false;
  }

  private static boolean holds(Value value) {
    return value instanceof Value.Obj || value instanceof Value.Arr;
  }

  private static JsonFactory factory(int depthMax) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(depthMax)
                .maxNumberLength(NUMBER_CHARS_MAX)
                .maxStringLength(64 * 1024 * 1024)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException bad) {
      throw new NotJsonException("the bytes are not UTF-8: " + bad.getMessage());
    }
  }

  private static Value parse(JsonFactory factory, String text) {
    try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
      return whole(parser);
    } catch (JacksonException | IllegalArgumentException bad) {
      throw new NotJsonException(firstLine(bad));
    }
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
