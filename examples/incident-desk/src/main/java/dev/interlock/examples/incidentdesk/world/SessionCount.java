package dev.interlock.examples.incidentdesk.world;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Sessions of one channel and device that began in the {@code HOURS} hours from {@code at}. */
record SessionCount(LocalDateTime at, Order.Visit visit, long sessions) {
  /** Length of one count, in hours. */
  static final int HOURS = 4;

  /** Share of the sessions that comes through the decoy's channel on an ordinary day. */
  static final double DECOY_SHARE = 0.60;

  private static final Weighted DEVICES = Weighted.topped(List.of("mobile", "desktop"), 0.55);

  /** Spreads a day's sessions over channels, devices and hours. */
  static List<SessionCount> spread(SplittableRandom random, DayPlan plan, Weighted channels) {
    var counts = new ArrayList<SessionCount>();
    for (var hour = 0; hour < 24; hour += HOURS) {
      var share = Clockwork.weight(hour, hour + HOURS) / Clockwork.weight(0, 24);
      for (var c = 0; c < channels.names().size(); c++) {
        for (var d = 0; d < DEVICES.names().size(); d++) {
          var mean = plan.sessions() * share * channels.shares().get(c) * DEVICES.shares().get(d);
          var sessions = Math.round(mean * random.nextDouble(0.94, 1.06));
          var visit = new Order.Visit(channels.names().get(c), DEVICES.names().get(d));
          counts.add(new SessionCount(plan.day().atTime(hour, 0), visit, sessions));
        }
      }
    }
    return counts;
  }

  /** Returns the channels of an ordinary day, the decoy's first. */
  static Weighted channels(Decoy decoy, double lost) {
    var names = new ArrayList<>(List.of("search", "email", "direct", "display"));
    names.remove(decoy.channel());
    names.addFirst(decoy.channel());
    return Weighted.topped(names, (DECOY_SHARE - lost) / (1 - lost));
  }
}
