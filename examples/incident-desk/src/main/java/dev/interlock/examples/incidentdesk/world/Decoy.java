package dev.interlock.examples.incidentdesk.world;

/** The tempting false cause: why sessions fell on the incident day while orders did not. */
enum Decoy {
  /** A stricter filter drops robots, which never bought anything. */
  BOT_FILTER("bot-filter", "stricter robot rules", "direct"),
  /** A campaign that brought clicks and hardly an order is paused. */
  PAUSED_CAMPAIGN("campaign-manager", "display campaign paused", "display");

  private final String service;
  private final String summary;
  private final String channel;

  Decoy(String service, String summary, String channel) {
    this.service = service;
    this.summary = summary;
    this.channel = channel;
  }

  String service() {
    return service;
  }

  String summary() {
    return summary;
  }

  /** Returns the channel that loses its sessions. */
  String channel() {
    return channel;
  }

  /** Returns what the service logs once an hour after the change. */
  String line(long sessions) {
    return switch (this) {
      case BOT_FILTER -> "dropped " + sessions + " sessions as robots in the last hour";
      case PAUSED_CAMPAIGN -> "campaign paused: " + sessions + " fewer visits in the last hour";
    };
  }
}
