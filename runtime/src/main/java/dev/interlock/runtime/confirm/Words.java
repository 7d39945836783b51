package dev.interlock.runtime.confirm;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands in a text: phrases, numbers, days. Case and punctuation make no difference. */
final class Words {
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.:/#-])[$€£]?(\\d{1,3}(?:,\\d{3})+|\\d{1,15})(\\.\\d{1,6})?(?![\\w:/-]|[.,]\\d)");
  private static final Map<String, Integer> IN_WORDS =
      Map.ofEntries(
          Map.entry("zero", 0),
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10));
  private static final int TAIL_DIGITS_MIN = 6;

  private final String plain;
  private final Set<BigDecimal> numbers = new HashSet<>();
  private final Set<Day> days;

  private Words(String text) {
    this.plain = " " + normal(text) + " ";
    this.days = Day.in(text);
    var found = NUMBER.matcher(Day.without(text));
    while (found.find()) numbers.add(number(found.group(1), found.group(2)));
    IN_WORDS.forEach((word, number) -> {
      if (plain.contains(" " + word + " ")) numbers.add(BigDecimal.valueOf(number));
    });
  }

  static Words of(String text) {
    return new Words(text);
  }

  /** All of several texts. */
  static Words of(List<String> texts) {
    return new Words(String.join("\n", texts));
  }

  /** Lower case, and one space for whatever is neither a letter nor a digit. */
  static String normal(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]+", " ").strip();
  }

  boolean hasNumber(BigDecimal number) {
    return numbers.contains(plain(number));
  }

  boolean hasDay(Day wanted) {
    return days.stream().anyMatch(wanted::matches);
  }

  /** Whether the words stand there next to each other. */
  boolean hasPhrase(String phrase) {
    var wanted = normal(phrase);
    return !wanted.isEmpty() && plain.contains(" " + wanted + " ");
  }

  /** Whether a name stands there, or the long number that it ends in. */
  boolean hasName(String name) {
    if (hasPhrase(name)) return true;
    var wanted = normal(name);
    var tail = wanted.substring(wanted.lastIndexOf(' ') + 1);
    return tail.length() < wanted.length()
        && tail.length() >= TAIL_DIGITS_MIN
        && tail.chars().allMatch(Character::isDigit)
        && hasPhrase(tail);
  }

  /** Whether a word begins so. */
  boolean hasWordFrom(String beginning) {
    return plain.contains(" " + normal(beginning));
  }

  /** The options that are named; where a longer one stands, a shorter one in it does not. */
  Set<String> named(List<String> options) {
    var named = new HashSet<String>();
    var rest = plain;
    var longestFirst =
        options.stream().sorted((a, b) -> Integer.compare(b.length(), a.length())).toList();
    for (var option : longestFirst) {
      var wanted = " " + normal(option) + " ";
      if (!rest.contains(wanted)) continue;
      named.add(option);
      rest = rest.replace(wanted, " | ");
    }
    return named;
  }

  private static BigDecimal number(String whole, String decimals) {
    var text = whole.replace(",", "") + (decimals == null ? "" : decimals);
    return plain(new BigDecimal(text));
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
