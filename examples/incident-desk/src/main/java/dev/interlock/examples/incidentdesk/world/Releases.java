package dev.interlock.examples.incidentdesk.world;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The year's deployments: one every few days, and the incident day's four. */
final class Releases {
  static final List<String> BILLING =
      List.of(
          "billing-worker",
          "fx-service",
          "invoice-service",
          "payment-gateway-adapter",
          "tax-service");
  static final List<String> OTHERS =
      List.of(
          "bot-filter",
          "campaign-manager",
          "catalog-api",
          "checkout-api",
          "inventory-service",
          "notification-service",
          "search-api");
  private static final List<String> AUTHORS =
      List.of("a.silva", "d.okoye", "h.lund", "j.ortiz", "m.tanaka", "n.petrov", "r.khan");
  private static final List<String> SUMMARIES =
      List.of(
          "dependency updates",
          "log fields renamed",
          "smaller image",
          "metrics for the p99",
          "connection pool tuned",
          "feature flag removed",
          "health check made cheaper",
          "cache lifetime 5 min");

  private final SplittableRandom random;
  private final Map<String, Integer> minors = new HashMap<>();
  private final Map<String, Integer> majors = new HashMap<>();

  Releases(SplittableRandom random) {
    this.random = random;
    for (var service : services()) {
      majors.put(service, random.nextInt(1, 10));
      minors.put(service, random.nextInt(0, 40));
    }
  }

  static List<String> services() {
    var services = new ArrayList<>(BILLING);
    services.addAll(OTHERS);
    return services;
  }

  /** Returns all deployments, oldest first; the last day is the incident day. */
  List<Deployment> year(Scenario scenario, int days) {
    var deployments = new ArrayList<Deployment>();
    var services = services();
    for (var i = days - 1; i > 0; i -= random.nextInt(2, 5)) {
      var at =
          scenario.incidentDay().minusDays(i).atTime(9, 0).plusSeconds(random.nextInt(0, 25_200));
      var summary = SUMMARIES.get(random.nextInt(SUMMARIES.size()));
      deployments.add(deployment(at, services.get(random.nextInt(services.size())), summary));
    }
    deployments.addAll(incidentDay(scenario));
    return deployments;
  }

  /** The decoy after midnight, an innocent billing service, the culprit, a bystander. */
  private List<Deployment> incidentDay(Scenario scenario) {
    var midnight = scenario.incidentDay().atStartOfDay();
    var fault = scenario.fault();
    var culprit =
        midnight.plusSeconds(scenario.faultSecond()).minusSeconds(random.nextInt(180, 720));
    var innocents = new ArrayList<>(BILLING);
    innocents.remove(fault.service());
    var decoy = scenario.decoy();
    return List.of(
        deployment(
            midnight.plusSeconds(random.nextInt(180, 540)), decoy.service(), decoy.summary()),
        deployment(
            culprit.minusSeconds(random.nextInt(900, 3_000)),
            innocents.get(random.nextInt(innocents.size())),
            SUMMARIES.get(random.nextInt(SUMMARIES.size()))),
        deployment(culprit, fault.service(), fault.summary()),
        deployment(
            culprit.plusSeconds(random.nextInt(1_200, 4_800)),
            "search-api",
            SUMMARIES.get(random.nextInt(SUMMARIES.size()))));
  }

  private Deployment deployment(LocalDateTime at, String service, String summary) {
    var minor = minors.merge(service, 1, Integer::sum);
    var version = majors.get(service) + "." + minor + "." + random.nextInt(0, 6);
    var author = AUTHORS.get(random.nextInt(AUTHORS.size()));
    return new Deployment(at, service, version, author, summary);
  }
}
