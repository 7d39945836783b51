package dev.interlock.cli;

import java.util.Arrays;
import java.util.List;

/** The help that is not about one verb. */
final class Help {
  private Help() {}

  static String brief() {
    return """
    Interlock runs AI agents under control: the model proposes; gates judge, and everything is on
    disk before it is done.

    Usage: interlock VERB …

    """
        + table(Arrays.asList(Verbs.values()).subList(0, Verbs.SHORT_LIST))
        + """

        interlock VERB --help tells more of one verb; interlock help --all lists the rest.
        """;
  }

  static String all() {
    return """
    Usage: interlock VERB …

    """
        + table(Arrays.stream(Verbs.values()).filter(Verbs::built).toList())
        + """

        Every verb takes
          --data DIR            where everything durable lies (.interlock)
          --as NAME[:ROLE,…]    in whose name (the account of the operating system, with no role)
          --json                print one JSON document; progress goes to standard error
          --help                tell more of the verb

        Exit codes
           0  COMPLETED                      12  FAILED
          10  waiting or paused              13  STOPPED by a limit, a loop or a kill switch
          11  ESCALATED to a person          14  CANCELLED
           1  Interlock itself failed        15  ROLLED_BACK
           2  wrong usage or invalid file; nothing was run
           3  verify: it could not verify
        """;
  }

  private static String table(List<Verbs> verbs) {
    var text = new StringBuilder();
    for (var verb : verbs) {
      text.append("  ").append(verb.word()).append(" ".repeat(12 - verb.word().length()));
      text.append(verb.summary()).append('\n');
    }
    return text.toString();
  }
}
