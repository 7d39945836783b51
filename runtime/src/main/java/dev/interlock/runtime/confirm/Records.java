package dev.interlock.runtime.confirm;

import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What tools told, and which of it people have named. */
final class Records {
  private static final Pattern MOMENT = Pattern.compile("[\\d:.TZ+/-]{5,}");
  private static final int CAPITALS_MIN = 5;
  private static final int DIGITS_MIN = 4;

  /** One record: what it says, and the names that it goes by. */
  private record One(String tool, List<Leaf> leaves, List<String> names) {}

  private final List<One> all = new ArrayList<>();

  Records(List<Known> known) {
    for (var one : known) {
      var asked = Leaf.in(one.arguments()).stream().map(Leaf::value).toList();
      if (one.result() instanceof Value.Arr(var items)) {
        for (var item : items) all.add(new One(one.tool(), Leaf.in(item), names(item)));
      } else {
        var names = new ArrayList<>(names(one.result()));
        names.addAll(identifiers(asked.stream()));
        all.add(new One(one.tool(), Leaf.in(one.result()), names));
      }
    }
  }

  /** Everything in the records that somebody has named. */
  List<Leaf> named(Words words) {
    return all.stream()
        .filter(one -> one.names().stream().anyMatch(words::hasName))
        .flatMap(one -> one.leaves().stream())
        .toList();
  }

  /** Everything in every record. */
  Stream<Leaf> leaves() {
    return all.stream().flatMap(one -> one.leaves().stream());
  }

  /** Whether an object that is itself named has the number. */
  boolean namedObjectHas(BigDecimal number, Words words) {
    return leaves()
        .filter(leaf -> leaf.value() instanceof Value.Num(var n) && n.compareTo(number) == 0)
        .anyMatch(leaf -> isNamed(leaf, words));
  }

  /** Whether the id itself is named, or its object by a member that no other object shares. */
  boolean names(String id, Words words) {
    return isNamed(id, words) || owners(id).anyMatch(leaf -> isNumbered(leaf, words));
  }

  /** As {@link #names}, but that a number is not enough: it may be another thing's. */
  private boolean isNamed(String id, Words words) {
    return words.hasName(id) || owners(id).anyMatch(leaf -> isNamed(leaf, words));
  }

  private Stream<Leaf> owners(String id) {
    return leaves().filter(leaf -> is(leaf, id) && leaf.among().contains(leaf.owner()));
  }

  private static boolean isNumbered(Leaf leaf, Words words) {
    return leaf.owner().members().entrySet().stream()
        .anyMatch(member ->
            member.getValue() instanceof Value.Num(var number)
                && isOnlyOne(leaf, member.getKey(), member.getValue())
                && words.hasNumber(number));
  }

  /** Another id that stands where this one stands, and is named; empty if there is none. */
  Optional<String> rival(String id, Words words) {
    var places = new HashSet<String>();
    for (var one : all) {
      for (var leaf : one.leaves()) if (is(leaf, id)) places.add(one.tool() + leaf.place());
    }
    var rivals = new LinkedHashSet<String>();
    for (var one : all) {
      for (var leaf : one.leaves()) {
        if (leaf.value() instanceof Value.Text(var text)
            && !text.equals(id)
            && places.contains(one.tool() + leaf.place())) rivals.add(text);
      }
    }
    return rivals.stream().filter(rival -> isNamed(rival, words)).findFirst();
  }

  private static boolean is(Leaf leaf, String id) {
    return leaf.value() instanceof Value.Text(var text) && text.equals(id);
  }

  private static boolean isNamed(Leaf leaf, Words words) {
    return leaf.owner().members().entrySet().stream()
        .anyMatch(member ->
            member.getValue() instanceof Value.Text(var text)
                && isTelling(text)
                && isOnlyOne(leaf, member.getKey(), member.getValue())
                && words.hasName(text));
  }

  /** Long enough, and no time. */
  private static boolean isTelling(String text) {
    return text.length() >= DIGITS_MIN
        && (!MOMENT.matcher(text).matches() || text.chars().allMatch(Character::isDigit));
  }

  private static boolean isOnlyOne(Leaf leaf, String key, Value value) {
    return leaf.among().stream().filter(one -> value.equals(one.members().get(key))).count() <= 1;
  }

  private static List<String> names(Value record) {
    return switch (record) {
      case Value.Obj(var members) -> identifiers(members.values().stream());
      case Value.Arr(var items) -> items.stream().flatMap(item -> names(item).stream()).toList();
      case Value.Null _, Value.Bool _, Value.Num _, Value.Text _ -> List.of();
    };
  }

  private static List<String> identifiers(Stream<Value> values) {
    return values
        .map(value -> value instanceof Value.Text(var text) && isIdentifier(text) ? text : "")
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** One word with a digit in it that is no time, or in capitals. */
  private static boolean isIdentifier(String text) {
    if (text.length() < DIGITS_MIN || text.contains(" ") || MOMENT.matcher(text).matches()) {
      return false;
    }
    return text.chars().anyMatch(Character::isDigit)
        || (text.length() >= CAPITALS_MIN && text.chars().allMatch(Character::isUpperCase));
  }
}
