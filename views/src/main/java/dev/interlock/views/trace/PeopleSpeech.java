package dev.interlock.views.trace;

import dev.interlock.kernel.run.Event;

/** What people decided. */
final class PeopleSpeech {
  private PeopleSpeech() {}

  static Sentence of(Event.OutcomeResolved resolved, Words words) {
    var result = resolved.result();
    return person(
        Words.who(resolved.by())
            + " found out about "
            + words.call(resolved.command())
            + (result == null
                ? ": it did not happen"
                : ": it happened, with " + Words.content(result)));
  }

  static Sentence of(Event.ApprovalGranted granted, Words words) {
    return person(Words.who(granted.by()) + " approved " + words.call(granted.command()));
  }

  static Sentence of(Event.ApprovalPostponed postponed, Words words) {
    return person(
        Words.who(postponed.by())
            + " postponed the question about "
            + words.call(postponed.command())
            + "; it stands until "
            + postponed.expiresAt());
  }

  static Sentence of(Event.ApprovalRejected rejected, Words words) {
    return person(
        Words.who(rejected.by())
            + " rejected "
            + words.call(rejected.command())
            + ": "
            + Words.plain(rejected.reason()));
  }

  static Sentence of(Event.ApprovalEdited edited, Words words) {
    return person(
        Words.who(edited.by())
            + " approved "
            + words.call(edited.command())
            + " with other arguments: "
            + Words.json(edited.arguments()));
  }

  private static Sentence person(String text) {
    return new Sentence(Tone.PERSON, text);
  }
}
