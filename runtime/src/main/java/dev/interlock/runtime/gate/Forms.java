package dev.interlock.runtime.gate;

import dev.interlock.runtime.gate.Mention.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms in which numbers, days and times are written. Every pattern is bounded in length. */
final class Forms {
  private static final Pattern LIST_MARKER = Pattern.compile("\\d{1,2}[.)](?=\\s)");

  private static final Pattern ENTRIES =
      Pattern.compile(
          "(?i)entr(?:y|ies) #?\\d{1,12}(?:(?:,? and|,| to|-|–) ?#?\\d{1,12}(?!\\w)){0,50}");

  private static final String CLOCK =
      "\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})?";

  private static final Pattern MOMENT =
      Pattern.compile(
          "(?:\\d{4}-\\d{2}(?:-\\d{2}(?:[T ]" + CLOCK + ")?)?|" + CLOCK + ")(?!\\w|-\\d)");

  private static final String MONTH =
      "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
          + "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";

  private static final Pattern MONTH_DAY =
      Pattern.compile(MONTH + "\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?!\\w)");

  private static final Pattern DAY_MONTH =
      Pattern.compile(
          "(\\d{1,2})(?:st|nd|rd|th)?(?: of)? " + MONTH + "\\.?(?:,? (\\d{4}))?(?!\\w)");

  private static final String THIRDS = "\\d{1,3}(?:[,\\u00a0\\u202f]\\d{3}){1,40}(?!\\d)";
  private static final String DIGITS = "(" + THIRDS + "|\\d{1,400})((?:\\.\\d{1,400})?)";
  private static final String PERCENT = "(\\s?%|\\spercent\\b|\\sper cent\\b)";
  private static final String MAGNITUDE = "(?:\\s(thousand|million|billion)|(k|M|bn))\\b";

  private static final Pattern NUMBER =
      Pattern.compile("([-+−]?)[$€£¥]?([-−]?)" + DIGITS + "(?:" + PERCENT + "|" + MAGNITUDE + ")?");

  private static final Pattern INTEGER = Pattern.compile("\\d+");
  private static final Pattern VERSION = Pattern.compile("\\d{1,20}(?:\\.\\d{1,20}){2,8}");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private final String text;

  Forms(String text) {
    this.text = text;
  }

  static boolean isVersion(String word) {
    return VERSION.matcher(word).matches();
  }

  static List<Quantity> numbersIn(String word) {
    var numbers = new ArrayList<Quantity>();
    for (var match = NUMBER.matcher(word); match.find(); ) numbers.add(unsigned(match));
    return numbers;
  }

  /** Returns where the number of a list item that begins here ends, or -1. */
  int listMarkerEnd(int at) {
    for (var before = at - 1; before >= 0 && text.charAt(before) != '\n'; before--) {
      if (!Character.isWhitespace(text.charAt(before))) return -1;
    }
    var match = match(LIST_MARKER, at);
    return match == null ? -1 : match.end();
  }

  /** Returns the reference to entries, the day or the time that begins here, or null. */
  @Nullable Mention special(int at) {
    var entries = match(ENTRIES, at);
    if (entries != null) return entries(entries.group());
    var moment = match(MOMENT, at);
    if (moment != null) return new Mention.Moment(moment.group());
    var monthDay = match(MONTH_DAY, at);
    if (monthDay != null) return day(monthDay, 1, 2);
    var dayMonth = match(DAY_MONTH, at);
    return dayMonth == null ? null : day(dayMonth, 2, 1);
  }

  /** Returns the number that begins here, sign and currency included, or null. */
  @Nullable Quantity number(int at) {
    var match = match(NUMBER, at);
    return match == null ? null : number(match);
  }

  private static Quantity number(Matcher match) {
    var minus = isMinus(match.group(1)) || isMinus(match.group(2));
    var plain = unsigned(match);
    var signed = !match.group(1).isEmpty() || !match.group(2).isEmpty();
    var value = minus ? plain.value().negate() : plain.value();
    return new Quantity(plain.text(), value, plain.magnitude(), plain.percent(), signed, true);
  }

  private static Quantity unsigned(Matcher match) {
    var digits = match.group(3).replaceAll("[^0-9]", "") + match.group(4);
    var value = new BigDecimal(digits);
    return new Quantity(
        match.group(), value, magnitude(match), match.group(5) != null, false, true);
  }

  private static int magnitude(Matcher match) {
    var word = match.group(6) == null ? match.group(7) : match.group(6);
    return switch (word == null ? "" : word) {
      case "thousand", "k" -> 3;
      case "million", "M" -> 6;
      case "billion", "bn" -> 9;
      default -> 0;
    };
  }

  private static boolean isMinus(String sign) {
    return sign.equals("-") || sign.equals("−");
  }

  private static Mention entries(String words) {
    var numbers = new ArrayList<Long>();
    for (var match = INTEGER.matcher(words); match.find(); ) {
      numbers.add(Long.parseLong(match.group()));
    }
    return new Mention.Entries(words, numbers);
  }

  private static Mention day(Matcher match, int month, int day) {
    var name = match.group(month).substring(0, 3);
    return new Mention.Day(
        match.group(),
        MONTHS.indexOf(name) + 1,
        Integer.parseInt(match.group(day)),
        match.group(3));
  }

  private @Nullable Matcher match(Pattern pattern, int at) {
    var matcher = pattern.matcher(text).useAnchoringBounds(false).useTransparentBounds(true);
    return matcher.region(at, text.length()).lookingAt() ? matcher : null;
  }
}
