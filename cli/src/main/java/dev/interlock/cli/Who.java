package dev.interlock.cli;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.agent.Permissions;
import java.util.List;
import java.util.Set;

/**
 * In whose name a command is given. Self-asserted; the account of the operating system stands
 * beside it.
 *
 * @param name who it is
 * @param roles as given; empty for none
 * @param asserted whether {@code --as} was given: then the role of the same name is meant, if none
 *     is named and there is one
 * @param account of the operating system
 */
record Who(String name, List<String> roles, boolean asserted, String account) {
  Who {
    roles = List.copyOf(roles);
  }

  static Who ofAccount(String account) {
    return new Who(account.isBlank() ? "unknown" : account, List.of(), false, account);
  }

  /**
   * Reads {@code NAME[:ROLE,…]}.
   *
   * @throws UserError if there is no name, or a role is blank
   */
  static Who parse(String text, String account) {
    var colon = text.indexOf(':');
    var name = (colon < 0 ? text : text.substring(0, colon)).strip();
    var roles =
        colon < 0
            ? List.<String>of()
            : List.of(text.substring(colon + 1).split(",", -1)).stream()
                .map(String::strip)
                .toList();
    if (name.isEmpty() || roles.stream().anyMatch(String::isEmpty)) {
      throw new UserError("'" + text + "' names nobody", "--as", "give NAME or NAME:ROLE,ROLE");
    }
    return new Who(name, roles, true, account);
  }

  /** Returns the principal where no roles are asked for. */
  Principal principal() {
    return new Principal(name, roles, Principal.DEFAULT_TENANT, account);
  }

  /** Returns the principal for an agent, with a role of that name only if the agent knows one. */
  Principal principal(Agent agent) {
    return principal(agent.roles());
  }

  /** Returns the principal for a run, with a role of that name only if its charter knows one. */
  Principal principal(Charter charter) {
    return principal(Permissions.roles(charter.bounds(), charter.rules()));
  }

  private Principal principal(Set<String> known) {
    var meant = asserted && roles.isEmpty() && known.contains(name) ? List.of(name) : roles;
    return new Principal(name, meant, Principal.DEFAULT_TENANT, account);
  }
}
