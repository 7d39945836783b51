package dev.interlock.adapters.openapi;

import dev.interlock.adapters.openapi.Operation.Parameter;
import dev.interlock.adapters.openapi.Operation.Style;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes values in the styles of OpenAPI 3.1, 4.8.12. */
final class Styles {
  private Styles() {}

  /** A name and a value, both encoded. */
  record Pair(String name, String value) {
    @Override
    public String toString() {
      return name + "=" + value;
    }
  }

  /**
   * Writes a value for the path or a header: one text.
   *
   * @param encode applied to every part
   * @throws UnwritableException if the value is nested
   */
  static String simple(Parameter parameter, Value value, UnaryOperator<String> encode) {
    if (parameter.style() == Style.JSON) return encode.apply(value.json());
    return switch (value) {
      case Value.Arr(var items) ->
          items.stream()
              .map(item -> encode.apply(text(parameter, item)))
              .collect(Collectors.joining(","));
      case Value.Obj(var members) -> {
        var between = parameter.explode() ? "=" : ",";
        yield members.entrySet().stream()
            .map(member ->
                encode.apply(member.getKey())
                    + between
                    + encode.apply(text(parameter, member.getValue())))
            .collect(Collectors.joining(","));
      }
      case Value.Null _, Value.Bool _, Value.Num _, Value.Text _ ->
          encode.apply(text(parameter, value));
    };
  }

  /**
   * Writes a value for the query, a cookie or a form: any number of pairs, none for an empty list.
   *
   * @throws UnwritableException if the value is nested
   */
  static List<Pair> pairs(Parameter parameter, Value value) {
    var name = Percent.encoded(parameter.name());
    if (parameter.style() == Style.JSON) {
      return List.of(new Pair(name, Percent.encoded(value.json())));
    }
    return switch (value) {
      case Value.Arr(var items) -> list(parameter, name, items);
      case Value.Obj(var members) -> object(parameter, name, members);
      case Value.Null _, Value.Bool _, Value.Num _, Value.Text _ ->
          List.of(new Pair(name, encoded(parameter, value)));
    };
  }

  private static List<Pair> list(Parameter parameter, String name, List<Value> items) {
    if (items.isEmpty()) return List.of();
    var texts = items.stream().map(item -> encoded(parameter, item)).toList();
    if (parameter.explode()) return texts.stream().map(text -> new Pair(name, text)).toList();
    return List.of(new Pair(name, String.join(delimiter(parameter.style()), texts)));
  }

  private static List<Pair> object(Parameter parameter, String name, Map<String, Value> members) {
    var pairs = new ArrayList<Pair>();
    members.forEach((key, value) -> {
      var member = Percent.encoded(key);
      var whole = parameter.style() == Style.DEEP_OBJECT ? name + "%5B" + member + "%5D" : member;
      pairs.add(new Pair(whole, encoded(parameter, value)));
    });
    if (parameter.explode() || parameter.style() == Style.DEEP_OBJECT) return pairs;
    if (pairs.isEmpty()) return List.of();
    var delimiter = delimiter(parameter.style());
    return List.of(
        new Pair(
            name,
            pairs.stream()
                .map(pair -> pair.name() + delimiter + pair.value())
                .collect(Collectors.joining(delimiter))));
  }

  private static String delimiter(Style style) {
    return switch (style) {
      case SPACE_DELIMITED -> "%20";
      case PIPE_DELIMITED -> "%7C";
      case SIMPLE, FORM, DEEP_OBJECT, JSON -> ",";
    };
  }

  private static String encoded(Parameter parameter, Value value) {
    return Percent.encoded(text(parameter, value));
  }

  private static String text(Parameter parameter, Value value) {
    return switch (value) {
      case Value.Text(var text) -> text;
      case Value.Num _, Value.Bool _ -> value.json();
      case Value.Null _ -> "";
      case Value.Arr _, Value.Obj _ ->
          throw new UnwritableException(
              "the argument " + parameter.argument() + " holds a list or an object inside another");
    };
  }
}
