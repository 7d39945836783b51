package dev.interlock.kernel.run;

import java.time.Duration;

/**
 * What a run has used up and set aside.
 *
 * @param modelCalls attempts permitted
 * @param toolCalls attempts permitted
 * @param repairs how often the model was told to mend something
 * @param settled tokens, money of attempts that have an outcome; its time is the time spent driving
 * @param reserved the worst case of attempts that have none
 */
public record Spending(
    int modelCalls, int toolCalls, int repairs, Reservation settled, Reservation reserved) {

  static final Spending NOTHING = new Spending(0, 0, 0, Reservation.NONE, Reservation.NONE);

  Spending passed(Duration time) {
    var more = new Reservation(settled.tokens(), settled.costMicros(), settled.time().plus(time));
    return new Spending(modelCalls, toolCalls, repairs, more, reserved);
  }

  Spending reserve(Reservation worst, boolean model) {
    return new Spending(
        modelCalls + (model ? 1 : 0),
        toolCalls + (model ? 0 : 1),
        repairs,
        settled,
        plus(reserved, worst));
  }

  /** Gives a reservation back and charges what was really used. */
  Spending settle(Reservation worst, long tokens, long costMicros) {
    var less =
        new Reservation(
            reserved.tokens() - worst.tokens(),
            reserved.costMicros() - worst.costMicros(),
            reserved.time().minus(worst.time()));
    var more = plus(settled, new Reservation(tokens, costMicros, Duration.ZERO));
    return new Spending(modelCalls, toolCalls, repairs, more, less);
  }

  Spending repaired() {
    return new Spending(modelCalls, toolCalls, repairs + 1, settled, reserved);
  }

  private static Reservation plus(Reservation one, Reservation other) {
    return new Reservation(
        Math.addExact(one.tokens(), other.tokens()),
        Math.addExact(one.costMicros(), other.costMicros()),
        one.time().plus(other.time()));
  }
}
