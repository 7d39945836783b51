package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The forms that values of an agent file take. */
final class Shapes {
  private static final Pattern DURATION_TEXT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Pattern MONEY_TEXT = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?) USD");
  private static final Pattern BYTES_TEXT = Pattern.compile("([0-9]{1,9}) ?(B|KiB|MiB)");
  private static final Duration DURATION_MAX = Duration.ofDays(366);

  private static final Pattern COUNT_TEXT = Pattern.compile("([1-9][0-9]{0,4})/(.*)");

  static final Shape<String> TEXT = matching("text", text -> !text.isBlank());

  static final Shape<String> NAME =
      matching(
          "a name of at most 64 letters, digits, dots, dashes and underscores",
          Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}").asMatchPredicate());

  static final Shape<Duration> DURATION =
      Shape.ofText("a duration of at most 366d, as in 500ms, 5s, 2m, 24h or 7d", Shapes::duration);

  /** A count and a time. */
  static <T> Shape<T> countPerTime(String meaning, BiFunction<Integer, Duration, T> make) {
    return Shape.ofText(
        meaning,
        text -> {
          var matcher = COUNT_TEXT.matcher(text);
          if (!matcher.matches()) return Optional.empty();
          var count = Integer.parseInt(matcher.group(1));
          return duration(matcher.group(2)).map(time -> make.apply(count, time));
        });
  }

  /** In millionths of one US dollar. */
  static final Shape<Long> MONEY = Shape.ofText("an amount, as in 0.25 USD", Shapes::micros);

  static final Shape<Boolean> TRUTH =
      new Shape<>(
          "true or false",
          node ->
              node instanceof Node.Scalar(_, Value.Bool(var truth))
                  ? Optional.of(truth)
                  : Optional.empty());

  static final Shape<List<String>> TEXTS = new Shape<>("a list of texts", Shapes::texts);

  private Shapes() {}

  static Shape<String> matching(String expected, Predicate<String> fits) {
    return Shape.ofText(expected, text -> Optional.of(text).filter(fits));
  }

  static Shape<Integer> whole(int min, int max) {
    var expected = "a whole number from " + min + " to " + max;
    return new Shape<>(expected, node -> decimal(node, min, max, 0).map(BigDecimal::intValueExact));
  }

  static Shape<Long> whole(long min, long max) {
    var expected = "a whole number from " + min + " to " + max;
    return new Shape<>(
        expected, node -> decimal(node, min, max, 0).map(BigDecimal::longValueExact));
  }

  /** A number of at most six decimals. */
  static Shape<BigDecimal> number(long min, long max) {
    return new Shape<>("a number from " + min + " to " + max, node -> decimal(node, min, max, 6));
  }

  static Shape<Long> bytes(long max) {
    return Shape.ofText(
        "a size of at most " + max / 1024 + "KiB, as in 64KiB", text -> bytes(text, max));
  }

  /** The names of an enum in lower case. */
  static <E extends Enum<E>> Shape<E> oneOf(Class<E> type) {
    var choices = new LinkedHashMap<String, E>();
    for (var choice : type.getEnumConstants()) {
      choices.put(choice.name().toLowerCase(Locale.ROOT), choice);
    }
    return Shape.ofText(
        "one of " + String.join(", ", choices.keySet()),
        text -> Optional.ofNullable(choices.get(text)));
  }

  private static Optional<Duration> duration(String text) {
    var matcher = DURATION_TEXT.matcher(text);
    if (!matcher.matches()) return Optional.empty();
    var count = Long.parseLong(matcher.group(1));
    var duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    return duration.isPositive() && duration.compareTo(DURATION_MAX) <= 0
        ? Optional.of(duration)
        : Optional.empty();
  }

  private static Optional<Long> micros(String text) {
    var matcher = MONEY_TEXT.matcher(text);
    if (!matcher.matches()) return Optional.empty();
    return Optional.of(new BigDecimal(matcher.group(1)).movePointRight(6).longValueExact());
  }

  private static Optional<Long> bytes(String text, long max) {
    var matcher = BYTES_TEXT.matcher(text);
    if (!matcher.matches()) return Optional.empty();
    var unit =
        switch (matcher.group(2)) {
          case "B" -> 1L;
          case "KiB" -> 1024L;
          default -> 1024L * 1024;
        };
    var bytes = Long.parseLong(matcher.group(1)) * unit;
    return bytes > 0 && bytes <= max ? Optional.of(bytes) : Optional.empty();
  }

  private static Optional<BigDecimal> decimal(Node node, long min, long max, int decimals) {
    if (!(node instanceof Node.Scalar(_, Value.Num(var number)))) return Optional.empty();
    var fits =
        number.stripTrailingZeros().scale() <= decimals
            && number.compareTo(BigDecimal.valueOf(min)) >= 0
            && number.compareTo(BigDecimal.valueOf(max)) <= 0;
    return fits ? Optional.of(number) : Optional.empty();
  }

  private static Optional<List<String>> texts(Node node) {
    if (!(node instanceof Node.Items(_, var items))) return Optional.empty();
    var texts = new ArrayList<String>();
    for (var item : items) {
      var text = TEXT.parse(item);
      if (text.isEmpty()) return Optional.empty();
      texts.add(text.get());
    }
    return Optional.of(List.copyOf(texts));
  }
}
