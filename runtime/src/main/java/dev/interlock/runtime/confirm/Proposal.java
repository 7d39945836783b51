package dev.interlock.runtime.confirm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The assistant's turn that was answered. Where it lists numbered options and the answer takes one
 * ({@code option 2}, {@code the second one}), the others are no part of what was agreed to.
 */
final class Proposal {
  private static final Pattern ITEM =
      Pattern.compile("^(?:#+ *)?(?:option )?(\\d{1,2})[.):].*", Pattern.CASE_INSENSITIVE);
  private static final Pattern TAKEN =
      Pattern.compile(
          "\\boption #?(\\d{1,2})\\b|\\b(first|second|third|fourth|fifth)"
              + " (?:option|one|choice)\\b");
  private static final List<String> ORDINALS =
      List.of("first", "second", "third", "fourth", "fifth");

  private Proposal() {}

  /** Returns the turn without the options that were not taken. */
  static String taken(String turn, String answer) {
    var wanted = number(answer);
    if (wanted.isEmpty()) return turn;
    var kept = new ArrayList<String>();
    var item = 0;
    var found = false;
    for (var line : turn.lines().toList()) {
      var begins = ITEM.matcher(line.replace("*", ""));
      if (begins.matches()) item = Integer.parseInt(begins.group(1));
      else if (isProse(line)) item = 0;
      found |= item == wanted.getAsInt();
      if (item == 0 || item == wanted.getAsInt()) kept.add(line);
    }
    return found ? String.join("\n", kept) : turn;
  }

  /** A line that is neither indented nor a bullet ends a list. */
  private static boolean isProse(String line) {
    return !line.isBlank() && Character.isLetter(line.charAt(0));
  }

  private static OptionalInt number(String answer) {
    var taken = TAKEN.matcher(answer.toLowerCase(Locale.ROOT));
    if (!taken.find()) return OptionalInt.empty();
    return OptionalInt.of(
        taken.group(1) == null
            ? ORDINALS.indexOf(taken.group(2)) + 1
            : Integer.parseInt(taken.group(1)));
  }
}
