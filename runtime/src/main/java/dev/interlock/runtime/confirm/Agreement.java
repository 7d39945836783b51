package dev.interlock.runtime.confirm;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a user's turn agrees. The rules, in this order, over the turn's sentences:
 *
 * <ol>
 *   <li>A turn that takes back ({@code no}, {@code wait}, {@code hold on}, {@code do not proceed},
 *       {@code never mind}), or has a sentence that begins with {@code but}, {@code however},
 *       {@code actually}, does not agree.
 *   <li>A sentence agrees that says so ({@code yes}, {@code go ahead}, {@code that's correct}), or
 *       that tells what is to be done ({@code please …}, {@code let's …}, {@code I'll take …}).
 *   <li>It does not if the same sentence limits what it agrees to ({@code but}, {@code except},
 *       {@code unless}, {@code as long as}, {@code if} after the yes), or is a question that does
 *       not say {@code go ahead}.
 * </ol>
 */
final class Agreement {
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n+");
  private static final int CHARS_MAX = 20_000;

  private static final Pattern TAKES_BACK =
      pattern(
          "^(?:no|nope|nah)\\b(?! (?:problem|worries|changes|issues?)\\b)|\\b(?:wait|hold on|hold"
              + " off|never ?mind|not yet|changed my mind|not sure (?:if|whether)|let me"
              + " (?:think|check)|stop)\\b(?! list)|\\b(?:don't|do not|won't|will not|rather"
              + " not|not ready to|cannot|can't) (?:want (?:you )?to |wish to |like to"
              + " )?(?:proceed|continue|go ahead|do (?:it|that|this)|confirm|agree)\\b"
              + "|^(?:but|however|actually|although|except|instead)\\b");

  private static final Pattern GOES_AHEAD =
      pattern(
          "\\b(?:go (?:right )?ahead|proceed|go for it|do it|confirm(?:ed|ing)?|i agree|i"
              + " approve)\\b");

  private static final Pattern SAYS_YES =
      pattern(
          "\\b(?:yes|yeah|yep|yup|sure|ok|okay|absolutely|definitely|certainly|of course|by all"
              + " means|correct|that's right|that is right|that's fine|that is fine|i'm fine"
              + " with|fine by me|sounds? (?:good|great|fine|perfect|right)|works for me|that"
              + " works|happy with|looks? (?:all"
              + " )?(?:good|great|fine|perfect|right|correct)|(?:that|it) would be"
              + " (?:good|great|fine|perfect|helpful|wonderful))\\b|^(?:perfect|great|excellent|agreed|wonderful)[.!,]?"
              + " *(?:thank.*)?$");

  private static final String ASKS =
      "(?:let me know|tell|explain|check|clarify|provide|give|show|help|send"
          + " me|advise|find|look|see|know|ask|understand|hear|discuss|think|verify|remind|wait|hold|note|be|make"
          + " sure|ensure|have|get)\\b";

  private static final Pattern TELLS =
      pattern(
          "\\bplease,? (?:also )?(?!"
              + ASKS
              + ")[a-z]{2,}"
              + "|\\blet's (?!"
              + ASKS
              + ")(?:just )?[a-z]+|\\b(?:i'll|i will) (?:just )?(?:go (?:ahead )?with|go"
              + " ahead|take|use|choose|pick)\\b|\\b(?:i'd|i would) (?:like|prefer|love) to (?:go"
              + " (?:ahead )?with (?!a human)|(?!"
              + ASKS
              + ")[a-z]{2,})");

  private static final Pattern LIMITS =
      pattern(
          "\\b(?:but|however|except|unless|as long as|provided|only if|on condition|once you|after"
              + " you|before you)\\b|\\b(?:yes|sure|ok|okay|go ahead|proceed)\\b[^.]*\\bif\\b");

  private Agreement() {}

  /** Whether the turn agrees to what was proposed before it. */
  static boolean of(String turn) {
    var sentences = sentences(turn);
    return sentences.stream().noneMatch(sentence -> TAKES_BACK.matcher(sentence).find())
        && sentences.stream().anyMatch(Agreement::agrees);
  }

  private static boolean agrees(String sentence) {
    if (LIMITS.matcher(sentence).find()) return false;
    if (GOES_AHEAD.matcher(sentence).find()) return true;
    if (sentence.endsWith("?")) return false;
    return SAYS_YES.matcher(sentence).find() || TELLS.matcher(sentence).find();
  }

  private static List<String> sentences(String turn) {
    var cut = turn.length() > CHARS_MAX ? turn.substring(0, CHARS_MAX) : turn;
    var plain = cut.toLowerCase(Locale.ROOT).replace('’', '\'').replace("*", "").replace("_", " ");
    return SENTENCE_END
        .splitAsStream(plain)
        .map(String::strip)
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  private static Pattern pattern(String text) {
    return Pattern.compile(text);
  }
}
