package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.examples.airlinedesk.replay.Recording.Step.Called;

/**
 * What becomes of a recorded write.
 *
 * @param recording the conversation it is from
 * @param write what was called
 * @param expected whether the task's author wanted it
 * @param verdict what the rules and the confirmation come to
 */
record Ruling(Recording recording, Called write, boolean expected, Verdict verdict) {

  sealed interface Verdict {
    record Allowed() implements Verdict {}

    /**
     * The user has not confirmed it.
     *
     * @param missing what is missing
     */
    record Held(String missing) implements Verdict {}

    /**
     * It is against policy.
     *
     * @param rule the first rule that denies
     * @param sentence of the written policy that the rule keeps
     * @param confirmed whether the user had confirmed it
     */
    record Denied(String rule, String sentence, boolean confirmed) implements Verdict {}
  }
}
