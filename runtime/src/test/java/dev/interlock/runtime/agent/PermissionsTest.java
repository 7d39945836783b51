package dev.interlock.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Principal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PermissionsTest {
  private static final Permissions DESK =
      new Permissions(
          Map.of(
              "refunds-clerk", List.of("orders:read", "refunds:write"),
              "reader", List.of("orders:read"),
              "admin", List.of("orders:read", "refunds:write", "users:write")),
          new TreeSet<>(List.of("orders:read", "refunds:write")));

  @Test
  void a_principal_holds_what_all_of_its_roles_give() {
    assertThat(DESK.of(Principal.of("ann", "reader", "refunds-clerk", "stranger")))
        .containsExactly("orders:read", "refunds:write");
  }

  @Test
  void a_principal_that_holds_all_lacks_nothing() {
    assertThat(DESK.lacking(Principal.of("ann", "refunds-clerk"))).isEmpty();
  }

  @Test
  void the_role_that_gives_the_least_beyond_what_is_lacking_is_named() {
    assertThat(DESK.lacking(Principal.of("ann", "reader")))
        .contains("principal ann lacks refunds:write; add the role refunds-clerk");
  }

  @Test
  void several_roles_are_named_if_one_is_not_enough() {
    var split =
        new Permissions(
            Map.of("a", List.of("x"), "b", List.of("y")), new TreeSet<>(List.of("x", "y")));

    assertThat(split.lacking(Principal.of("ann")))
        .contains("principal ann lacks x, y; add the roles a, b");
  }

  @Test
  void what_no_role_gives_is_said() {
    var nobody = new Permissions(Map.of(), new TreeSet<>(List.of("x")));

    assertThat(nobody.lacking(Principal.of("ann")))
        .contains("principal ann lacks x; no role of this agent holds what is missing");
  }
}
