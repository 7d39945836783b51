package dev.interlock.examples.incidentdesk.world;

import dev.interlock.examples.incidentdesk.world.LogLine.Level;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What services log that has nothing to do with an order: health, starts, passing trouble. */
final class Chatter {
  private static final double WARNED = 0.05;
  private static final double ERRED = 0.015;

  private final SplittableRandom random;

  Chatter(SplittableRandom random) {
    this.random = random;
  }

  /** Returns the lines of one ordinary day. */
  List<LogLine> day(LocalDate day) {
    var lines = new ArrayList<LogLine>();
    for (var service : Releases.services()) {
      lines.add(line(day, service, Level.INFO, "healthy, p95 " + millis() + " ms"));
      if (random.nextDouble() < WARNED) {
        lines.add(line(day, service, Level.WARN, "slow dependency, p95 " + 10 * millis() + " ms"));
      }
      if (random.nextDouble() < ERRED) {
        lines.add(line(day, service, Level.ERROR, "connection reset by peer, retried once"));
      }
    }
    return lines;
  }

  /** Returns the start line of a deployment. */
  LogLine start(Deployment deployment) {
    var at = deployment.at().plusSeconds(random.nextInt(20, 90));
    return new LogLine(
        at, deployment.service(), Level.INFO, "started version " + deployment.version());
  }

  /** Returns what the incident day adds: the decoy's, a bystander's trouble, a vain restart. */
  List<LogLine> incidentDay(Scenario scenario, DayPlan plan, Deployment culprit) {
    var lines = new ArrayList<LogLine>();
    var day = scenario.incidentDay();
    var decoy = scenario.decoy();
    var gone = plan.sessions() * scenario.drop() / (1 - scenario.drop());
    for (var hour = 1; hour < 24; hour++) {
      var share = Clockwork.weight(hour - 1, hour) / Clockwork.weight(0, 24);
      var text = decoy.line(Math.round(gone * share));
      lines.add(new LogLine(day.atTime(hour, 0), decoy.service(), Level.INFO, text));
    }
    for (var i = 0; i < 4; i++) {
      lines.add(line(day, "notification-service", Level.WARN, "mail server asked to slow down"));
    }
    lines.add(restart(scenario, culprit));
    return lines;
  }

  private static LogLine restart(Scenario scenario, Deployment culprit) {
    LocalDateTime began = scenario.incidentDay().atStartOfDay().plusSeconds(scenario.faultSecond());
    var text = "restarted by on-call, version " + culprit.version() + ", configuration unchanged";
    return new LogLine(began.plus(IncidentDay.UNTIL_RESTART), culprit.service(), Level.INFO, text);
  }

  private LogLine line(LocalDate day, String service, Level level, String message) {
    return new LogLine(
        day.atStartOfDay().plusSeconds(Clockwork.second(random)), service, level, message);
  }

  private int millis() {
    return random.nextInt(20, 180);
  }
}
