package dev.interlock.kernel.charter;

import java.util.List;

/**
 * Somebody in whose name something is asked, run or decided.
 *
 * @param name who it is; as authenticated by the embedding application, self-asserted on a terminal
 * @param roles what they are
 * @param tenant whose data they work on
 * @param operatingSystemUser the account that the request came from; empty if unknown
 */
public record Principal(
    String name, List<String> roles, String tenant, String operatingSystemUser) {

  public static final String DEFAULT_TENANT = "default";

  public Principal {
    Require.text("principal", name);
    Require.text("tenant", tenant);
    roles = List.copyOf(roles);
  }

  /** Returns a principal of the default tenant, authenticated by the caller. */
  public static Principal of(String name, String... roles) {
    return new Principal(name, List.of(roles), DEFAULT_TENANT, "");
  }
}
