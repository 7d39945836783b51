package dev.interlock.runtime.agent;

import dev.interlock.runtime.UserError;
import dev.interlock.runtime.agent.Finding.Severity;
import dev.interlock.runtime.effect.ToolSourceFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The static review of an agent file: {@code interlock check}. Starts nothing, asks nobody. */
public final class Check {
  private Check() {}

  /**
   * Returns what there is to say of a file: errors, warnings, information, each in file order, and
   * last every default that is in force. The file is valid if none is an {@link Severity#ERROR}.
   *
   * @param overrides each {@code key=value}, as of {@code --set}
   * @param references to see which variables are set
   */
  public static List<Finding> of(Path file, List<String> overrides, References references) {
    try {
      var reading = Reading.of(file, overrides);
      Review.of(reading, references);
      reading.content().ifPresent(content -> sources(reading, content));
      var findings = new ArrayList<>(reading.notes().findings());
      reading.notes().assumed().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(entry -> inForce(file, entry.getKey(), entry.getValue()))
          .forEach(findings::add);
      return List.copyOf(findings);
    } catch (UserError unreadable) {
      var where = unreadable.where().isEmpty() ? file.toString() : unreadable.where();
      return List.of(new Finding(Severity.ERROR, where, unreadable.what(), unreadable.hint()));
    }
  }

  /** What the adapters find wrong with the settings of sources whose other settings are right. */
  private static void sources(Reading reading, Content content) {
    if (reading.notes().firstError().isPresent()) return;
    var document = reading.document();
    for (var source : content.tools().sources()) {
      for (var factory : ServiceLoader.load(ToolSourceFactory.class)) {
        if (!factory.kind().equals(source.kind())) continue;
        try {
          factory.review(source.settings(reading.home()));
        } catch (UserError wrong) {
          var text = wrong.where() + ": " + wrong.what();
          reading.notes().error(document.position(wrong.where()), text, wrong.hint());
        }
      }
    }
  }

  /**
   * Returns the most that one run of the agent can spend and do; empty if the file is not valid.
   *
   * @param overrides each {@code key=value}, as of {@code --set}
   */
  public static Optional<AtWorst> atWorst(Path file, List<String> overrides) {
    try {
      var reading = Reading.of(file, overrides);
      return reading.notes().firstError().isPresent()
          ? Optional.empty()
          : reading.content().map(AtWorst::of);
    } catch (UserError unreadable) {
      return Optional.empty();
    }
  }

  /** Whether a file with these findings is accepted. */
  public static boolean accepts(List<Finding> findings) {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  private static Finding inForce(Path file, Default value, List<String> sections) {
    var tools =
        sections.stream()
            .filter(section -> section.startsWith("tools["))
            .map(section -> section.substring(section.lastIndexOf('.') + 1))
            .toList();
    var whose = tools.isEmpty() ? "" : " for " + String.join(", ", tools);
    return new Finding(
        Severity.INFO,
        file.toString(),
        "default " + value.key() + ": " + value.text() + whose,
        value.reason());
  }
}
