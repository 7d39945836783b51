package dev.interlock.runtime.agent;

import dev.interlock.runtime.agent.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes down what comes to light while a file is read. Confined to one thread. */
final class Notes {

  private record Note(Position at, Finding finding) {}

  private final List<Note> notes = new ArrayList<>();
  private final Map<Default, List<String>> assumed = new EnumMap<>(Default.class);

  void error(Position at, String text, String hint) {
    add(Severity.ERROR, at, text, hint);
  }

  void warning(Position at, String text, String hint) {
    add(Severity.WARNING, at, text, hint);
  }

  void info(Position at, String text, String hint) {
    add(Severity.INFO, at, text, hint);
  }

  /** A key was not set and its default is in force. */
  void assumed(Default value, String subject) {
    assumed.computeIfAbsent(value, _ -> new ArrayList<>()).add(subject);
  }

  /** Returns which defaults are in force, and for whom. */
  Map<Default, List<String>> assumed() {
    return Map.copyOf(assumed);
  }

  /** Returns the findings: errors, warnings, information; each in file order. */
  List<Finding> findings() {
    return notes.stream()
        .sorted(
            Comparator.comparing((Note note) -> note.finding().severity()).thenComparing(Note::at))
        .map(Note::finding)
        .toList();
  }

  /** Returns the first error in file order, or empty if there is none. */
  Optional<Finding> firstError() {
    return findings().stream().findFirst().filter(finding -> finding.severity() == Severity.ERROR);
  }

  private void add(Severity severity, Position at, String text, String hint) {
    notes.add(new Note(at, new Finding(severity, at.toString(), text, hint)));
  }
}
