package dev.interlock.runtime.gate;

import com.networknt.schema.Error;
import dev.interlock.kernel.run.Facts.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Turns what the schema library reports into faults that say what to mend. */
final class Faults {
  private static final int SHOWN_MAX = 32;
  private static final int FORMS_CHARS_MAX = 600;

  private final FaultWords words;

  Faults(SchemaShape shape) {
    this.words = new FaultWords(shape);
  }

  /**
   * Returns the faults in the order of the schema; at most {@value #SHOWN_MAX} and one that counts.
   */
  List<Violation> inWords(List<Error> errors) {
    var all = collect(errors.stream().map(Fault::new).toList(), 0);
    if (all.size() <= SHOWN_MAX) return all;
    var shown = new ArrayList<>(all.subList(0, SHOWN_MAX));
    shown.add(new Violation("", "has " + (all.size() - SHOWN_MAX) + " more faults"));
    return shown;
  }

  /** Puts the faults of all alternatives at one place together; the others stand for themselves. */
  private List<Violation> collect(List<Fault> faults, int from) {
    var groups = new LinkedHashMap<String, List<Fault>>();
    for (var fault : faults) {
      var choice = fault.choice(from);
      var key = choice < 0 ? "fault " + groups.size() : fault.choiceKey(choice);
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(fault);
    }
    var found = new ArrayList<Violation>();
    for (var group : groups.values()) {
      var choice = group.getFirst().choice(from);
      if (choice >= 0) found.addAll(alternatives(group, choice));
      else words.of(group.getFirst()).ifPresent(found::add);
    }
    return known(found);
  }

  private List<Violation> alternatives(List<Fault> group, int choice) {
    var at = group.getFirst().whereAt(choice);
    Map<Integer, List<Fault>> branches = new TreeMap<>();
    for (var fault : group) {
      branches.computeIfAbsent(fault.branch(choice), _ -> new ArrayList<>()).add(fault);
    }
    var candidates = new ArrayList<>(branches.values());
    narrow(candidates, fault -> fault.where().equals(at) && fault.keyword().equals("type"));
    narrow(candidates, fault -> fault.where().equals(at) && fault.isFixedValue());
    narrow(candidates, Fault::isFixedValue);
    if (candidates.size() == 1) return collect(candidates.getFirst(), choice + 2);
    var kinds = words.kinds(candidates, at);
    if (kinds.isPresent()) return List.of(kinds.get());
    var forms = new StringBuilder("must fit one of " + candidates.size() + " forms");
    for (var i = 0; i < candidates.size(); i++) {
      forms.append(i == 0 ? ": " : "; or ").append('(').append(i + 1).append(") ");
      forms.append(FaultWords.joined(collect(candidates.get(i), choice + 2), at));
    }
    return List.of(new Violation(at, FaultWords.cut(forms.toString(), FORMS_CHARS_MAX)));
  }

  /** Drops alternatives that are plainly not meant, unless none would be left. */
  private static void narrow(List<List<Fault>> candidates, Predicate<Fault> notMeant) {
    var meant = candidates.stream().filter(one -> one.stream().noneMatch(notMeant)).toList();
    if (meant.isEmpty()) return;
    candidates.clear();
    candidates.addAll(meant);
  }

  /**
   * When a part of a schema fails, every field that it names counts as unnamed too. Those faults
   * are noise beside the first.
   */
  private static List<Violation> known(List<Violation> found) {
    var real = found.stream().filter(one -> !isMisplaced(one)).toList();
    return found.stream()
        .filter(one -> !isMisplaced(one) || real.stream().noneMatch(other -> beside(one, other)))
        .toList();
  }

  private static boolean isMisplaced(Violation one) {
    return one.problem().equals(FaultWords.MISPLACED);
  }

  private static boolean beside(Violation one, Violation other) {
    return other.path().startsWith(one.path().substring(0, one.path().lastIndexOf('/')));
  }
}
