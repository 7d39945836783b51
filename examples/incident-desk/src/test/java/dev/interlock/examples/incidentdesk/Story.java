package dev.interlock.examples.incidentdesk;

import static org.assertj.core.api.Assertions.assertThat;

/** What every seed's world promises, asserted on the truth read from its file. */
public final class Story {
  private Story() {}

  /** Asserts the promise of {@code ShopGenerator}; a failure names the seed. */
  public static void assertTold(long seed, GroundTruth truth) {
    var loss = truth.loss();
    var lead = truth.falseLead();
    var drop = loss.lost().doubleValue() / loss.expected().doubleValue();
    var orders = lead.orders() / lead.ordersExpected().doubleValue();
    var sessions = 1 - lead.sessions() / lead.sessionsExpected().doubleValue();
    assertThat(drop).as("revenue drop of seed %d", seed).isBetween(0.25, 0.55);
    assertThat(orders).as("orders against expected of seed %d", seed).isBetween(0.95, 1.05);
    assertThat(sessions).as("sessions' drop of seed %d", seed).isBetween(drop - 0.1, drop + 0.1);
    assertThat(loss.explained().doubleValue())
        .as("share explained by missing captures of seed %d", seed)
        .isBetween(0.85, 1.15);
    assertThat(truth.culprit().deployedAt()).as("seed %d", seed).startsWith(truth.day());
    assertThat(truth.culprit().orders()).as("seed %d", seed).isGreaterThanOrEqualTo(8);
  }
}
