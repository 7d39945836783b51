package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Bounds;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.ToolContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who may do what: what an agent's tools need, and what its roles give.
 *
 * @param roles which role holds which permissions
 * @param needed what the agent's tools need, internal ones too
 */
public record Permissions(Map<String, List<String>> roles, SortedSet<String> needed) {

  public Permissions {
    roles = Map.copyOf(roles);
    needed = Collections.unmodifiableSortedSet(new TreeSet<>(needed));
  }

  /** What the charter of a run says of it. */
  public static Permissions of(Charter charter) {
    return of(charter.bounds().roles(), charter.tools());
  }

  /** Returns the roles that a charter speaks of: who may do something, approve, or take over. */
  public static Set<String> roles(Bounds bounds, Rules rules) {
    var known = new TreeSet<>(bounds.roles().keySet());
    known.addAll(rules.approvals().approvers());
    var escalateTo = rules.escalateTo();
    if (escalateTo != null) known.add(escalateTo);
    return known;
  }

  static Permissions of(Map<String, List<String>> roles, Collection<ToolContract> tools) {
    var needed =
        tools.stream()
            .map(ToolContract::permission)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    return new Permissions(roles, needed);
  }

  /** Returns what the principal holds: all that its roles give. */
  public SortedSet<String> of(Principal principal) {
    return ofRoles(principal.roles());
  }

  /**
   * Returns what keeps the principal from running the agent, as in {@code principal ann lacks
   * refunds:write; add the role refunds-clerk}; empty if nothing does.
   */
  public Optional<String> lacking(Principal principal) {
    var lacking = new TreeSet<>(needed);
    lacking.removeAll(of(principal));
    if (lacking.isEmpty()) return Optional.empty();
    var who = "principal " + principal.name() + " lacks " + String.join(", ", lacking);
    var add = rolesFor(lacking);
    if (add.isEmpty()) return Optional.of(who + "; no role of this agent holds what is missing");
    var word = add.size() == 1 ? "; add the role " : "; add the roles ";
    return Optional.of(who + word + String.join(", ", add));
  }

  /** The fewest roles, greedily, that give all of it; empty if no roles do. */
  private List<String> rolesFor(Collection<String> permissions) {
    var open = new TreeSet<>(permissions);
    var chosen = new ArrayList<String>();
    while (!open.isEmpty()) {
      var best =
          new TreeMap<>(roles)
              .entrySet().stream()
                  .max(
                      Comparator.comparingLong((Map.Entry<String, List<String>> role) ->
                              open.stream().filter(role.getValue()::contains).count())
                          .thenComparing(
                              role -> role.getValue().size(), Comparator.reverseOrder()));
      if (best.isEmpty() || !open.removeAll(List.copyOf(best.get().getValue()))) return List.of();
      chosen.add(best.get().getKey());
    }
    return chosen;
  }

  private SortedSet<String> ofRoles(Collection<String> names) {
    return names.stream()
        .flatMap(name -> roles.getOrDefault(name, List.of()).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
