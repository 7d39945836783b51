package dev.interlock.runtime.agent;

import java.util.regex.Pattern;

/**
 * Looks for secrets in plain text. The settings of model and tools enter the journal for ever, so
 * what looks like a secret refuses the file. No message shows it.
 */
final class SecretSearch {
  /** Forms that only keys have: OpenAI, Anthropic, AWS, GitHub, Slack, Google, Stripe, PEM, JWT. */
  private static final Pattern KEY =
      Pattern.compile(
          "\\b(sk-[A-Za-z0-9_-]{16,}|AKIA[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{20,}"
              + "|github_pat_[A-Za-z0-9_]{20,}|xox[abposr]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{30,}"
              + "|[rs]k_(live|test)_[A-Za-z0-9]{16,}|eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,})"
              + "|-----BEGIN [A-Z ]*PRIVATE KEY-----|[a-z]+://[^\\s/@:]+:[^\\s/@$]+@");

  /** Names of variables whose values are secrets. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(.*_)?(API_?KEY|ACCESS_?KEY|SECRET_?KEY|PRIVATE_?KEY|TOKEN|SECRET|PASSWORD|PASSWD"
              + "|CREDENTIALS?)",
          Pattern.CASE_INSENSITIVE);

  /** Names of headers whose values are secrets. */
  private static final Pattern SECRET_HEADER =
      Pattern.compile(
          "authorization|proxy-authorization|cookie|(.*-)?(api-?key|key|token|secret|password)",
          Pattern.CASE_INSENSITIVE);

  private SecretSearch() {}

  static void in(Document document, Notes notes) {
    for (var found : Texts.of(document)) {
      if (!found.path().equals("model.api-key")) look(found, notes); // has a rule of its own
    }
  }

  private static void look(Texts.Found found, Notes notes) {
    var path = found.path();
    if (KEY.matcher(found.text()).find()) {
      notes.error(found.at(), path + " holds a secret in plain text", "write ${env:NAME}");
    } else if (isSecretVariable(found)) {
      var instead = "write ${env:" + found.key().replace('-', '_') + "}";
      notes.error(found.at(), path + " holds a secret in plain text", instead);
    } else if (found.connects() && !References.wellFormed(found.text())) {
      var form = "references are written ${env:NAME}";
      notes.error(found.at(), path + " holds ${ but no reference", form);
    }
  }

  private static boolean isSecretVariable(Texts.Found found) {
    if (!found.path().startsWith("tools[")) return false;
    var secret =
        (found.path().contains(".env.") && SECRET_NAME.matcher(found.key()).matches())
            || (found.path().contains(".headers.") && SECRET_HEADER.matcher(found.key()).matches());
    return secret && References.namesIn(found.text()).isEmpty();
  }
}
