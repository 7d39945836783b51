package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;
import java.util.List;

/**
 * Deployments of code or configuration, oldest first.
 *
 * @param matching how many there were in the window
 * @param deployments the last 40 of them
 */
public record Deployments(
    @Describe("how many in the window; the list holds the last 40") long matching,
    List<Deployed> deployments) {

  public Deployments {
    deployments = List.copyOf(deployments);
  }

  /** One change that went live. */
  public record Deployed(
      @Describe("UTC") String at, String service, String version, String author, String summary) {}
}
