package dev.interlock.runtime.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds in prose everything that must be borne out. The rules; at each place the first that fits:
 *
 * <ol>
 *   <li>The number of a list item at the start of a line, {@code 1.} or {@code 2)}: not a mention.
 *   <li>{@code entry 12}, {@code entries 12, 14 and 15}: {@link Mention.Entries}.
 *   <li>Dates and times of ISO 8601, in whole or in part ({@code 2026-11-21}, {@code
 *       2026-11-21T14:05Z}, {@code 2026-11}, {@code 14:05}): {@link Mention.Moment}.
 *   <li>{@code Nov 21}, {@code November 21st, 2026}, {@code 21 Nov 2026}: {@link Mention.Day}.
 *   <li>Three or more numbers joined by points ({@code 2.14.3}, an IP address), and {@code #42}:
 *       {@link Mention.Name}.
 *   <li>A number: digits with or without {@code ,} or a no-break space at every third ({@code
 *       12,345.60}), a point and decimals; before it a sign and one of {@code $ € £ ¥}; after it
 *       {@code %}, {@code percent}, {@code thousand}, {@code million}, {@code billion}, {@code k},
 *       {@code M} or {@code bn}: {@link Mention.Quantity}. A hyphen after a digit or letter is no
 *       sign: {@code 10-20} is two numbers.
 *   <li>Letters and digits in one word, joined by {@code - _ . # @ +} ({@code o-991}, {@code
 *       INC-42}, {@code v2.14.3}, {@code p95}): {@link Mention.Name}; if it begins with a digit
 *       ({@code 42ms}, {@code 5-10s}): {@link Mention.Measure}.
 *   <li>A digit of another script, a fraction in one character ({@code ½}): {@link
 *       Mention.Unreadable}.
 * </ol>
 *
 * <p>Not found: numbers in words ({@code forty-two}). Other notations are not understood: {@code
 * 1.234,56} reads as two numbers. Words are cut after {@value #WORD_CHARS_MAX} characters. Takes
 * time linear in the text. For one text, on one thread.
 */
final class Recogniser {
  private static final int WORD_CHARS_MAX = 200;

  private final String text;
  private final Forms forms;
  private final List<Mention> found = new ArrayList<>();

  private Recogniser(String text) {
    this.text = text;
    this.forms = new Forms(text);
  }

  /** Returns what is mentioned, in order. */
  static List<Mention> mentions(String text) {
    var recogniser = new Recogniser(text);
    for (var at = 0; at < text.length(); ) at = recogniser.next(at);
    return recogniser.found;
  }

  /** Takes what begins at a place; returns where to go on. */
  private int next(int at) {
    var c = text.codePointAt(at);
    if (isSpelledInOneCharacter(c)) return take(new Mention.Unreadable(Character.toString(c)), at);
    if (isWordCharacter(text.charAt(at))) return word(at);
    var inside = at > 0 && isWordCharacter(text.charAt(at - 1));
    if (c == '#' && !inside && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
      return take(new Mention.Name(text.substring(at, wordEnd(at + 1))), at);
    }
    var number = inside ? null : forms.number(at);
    return number == null ? at + Character.charCount(c) : take(number, at);
  }

  private int word(int at) {
    var marker = forms.listMarkerEnd(at);
    if (marker > at) return marker;
    var special = forms.special(at);
    if (special != null) return take(special, at);
    var end = wordEnd(at);
    var word = text.substring(at, end);
    if (word.chars().noneMatch(c -> isDigit((char) c))) return end;
    if (Forms.isVersion(word)) return take(new Mention.Name(word), at);
    var letters = word.chars().anyMatch(Character::isLetter);
    if (letters && !isDigit(word.charAt(0))) return take(new Mention.Name(word), at);
    var number = forms.number(at);
    if (number == null) return end;
    var whole = at + number.text().length() >= end;
    return letters && !whole
        ? take(new Mention.Measure(word, Forms.numbersIn(word)), at)
        : take(number, at);
  }

  private int take(Mention mention, int at) {
    found.add(mention);
    return at + mention.text().length();
  }

  private int wordEnd(int at) {
    var end = at;
    while (end < text.length() && end - at < WORD_CHARS_MAX) {
      var joined =
          "-_.#@+".indexOf(text.charAt(end)) >= 0
              && end + 1 < text.length()
              && isWordCharacter(text.charAt(end + 1));
      if (!joined && !isWordCharacter(text.charAt(end))) break;
      end++;
    }
    return end;
  }

  static boolean isWordCharacter(char c) {
    return isDigit(c) || Character.isLetter(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpelledInOneCharacter(int c) {
    if (c < 0x80) return false;
    var kind = Character.getType(c);
    return kind == Character.DECIMAL_DIGIT_NUMBER
        || kind == Character.LETTER_NUMBER
        || (c >= 0xbc && c <= 0xbe)
        || (c >= 0x2150 && c <= 0x215f);
  }
}
