package dev.interlock.kernel.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentMapTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void it_holds_what_a_hash_map_holds_and_older_maps_stay_as_they_were(long seed) {
    var random = new Random(seed);
    var map = PersistentMap.<Integer>empty();
    var model = new HashMap<String, Integer>();
    var oldMap = map;
    var oldModel = Map.copyOf(model);
    for (var i = 0; i < 3000; i++) {
      var key = key(random);
      map = map.with(key, i);
      model.put(key, i);
      assertThat(map.size()).isEqualTo(model.size());
      if (i % 500 == 0) {
        assertSame(oldMap, oldModel);
        oldMap = map;
        oldModel = Map.copyOf(model);
      }
    }
    assertSame(map, model);
    assertThat(map.get("never put")).isEmpty();
    assertThat(map.get(colliding(99))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void changes_are_what_stands_otherwise_and_bring_the_older_map_up_to_date(long seed) {
    var random = new Random(seed);
    var map = PersistentMap.<Integer>empty();
    for (var round = 0; round < 60; round++) {
      var older = map;
      var changed = new HashMap<String, Integer>();
      for (var i = random.nextInt(40); i > 0; i--) {
        var key = key(random);
        var value = random.nextInt(3);
        map = map.with(key, value);
        changed.put(key, value);
      }
      var now = older;
      changed.entrySet().removeIf(one -> now.get(one.getKey()).equals(value(one)));
      assertSame(map.changesSince(older), changed);
      assertThat(older.withAll(map.changesSince(older))).isEqualTo(map);
    }
  }

  @Test
  void changes_of_maps_that_share_nothing_are_found_too() {
    var one = PersistentMap.<Integer>empty().with("a", 1).with(colliding(1), 2).with("c", 3);
    var other = PersistentMap.<Integer>empty().with("c", 3).with(colliding(2), 2).with("a", 9);

    assertSame(one.changesSince(other), Map.of("a", 1, colliding(1), 2));
    assertSame(one.changesSince(PersistentMap.empty()), Map.of("a", 1, colliding(1), 2, "c", 3));
    assertSame(PersistentMap.<Integer>empty().changesSince(one), Map.of());
  }

  @Test
  void equality_and_order_depend_on_the_keys_alone() {
    var keys = List.of("a", colliding(0), "b", colliding(1), "c", "d", colliding(2));
    var there = PersistentMap.<Integer>empty();
    for (var key : keys) there = there.with(key, key.length());
    var back = PersistentMap.<Integer>empty();
    for (var key : keys.reversed()) back = back.with(key, key.length());

    assertThat(there).isEqualTo(back).hasSameHashCodeAs(back);
    assertThat(there).isNotEqualTo(back.with("a", 7)).isNotEqualTo(back.with("z", 1));
    assertThat(there.toString()).contains("a=1");
  }

  @Test
  void one_change_among_ten_thousand_keys_is_found_alone() {
    var map = PersistentMap.<Integer>empty();
    for (var i = 0; i < 10_000; i++) map = map.with("key " + i, i);
    var before = map;

    var after = map.with("key 5000", -1);

    var changes = new ArrayList<String>();
    after.changesSince(before).forEach((key, _) -> changes.add(key));
    assertThat(changes).containsExactly("key 5000");
  }

  private static Optional<Integer> value(Map.Entry<String, Integer> one) {
    return Optional.of(one.getValue());
  }

  private static void assertSame(PersistentMap<Integer> map, Map<String, Integer> model) {
    var held = new HashMap<String, Integer>();
    map.forEach((key, value) -> assertThat(held.put(key, value)).isNull());
    assertThat(held).isEqualTo(model);
    model.forEach((key, value) -> assertThat(map.get(key)).contains(value));
    assertThat(map.size()).isEqualTo(model.size());
  }

  private static String key(Random random) {
    return random.nextInt(3) == 0 ? colliding(random.nextInt(64)) : "k" + random.nextInt(2000);
  }

  /** One of 128 keys with one hash: "Aa" and "BB" have the same. */
  private static String colliding(int number) {
    var key = new StringBuilder();
    for (var bit = 0; bit < 7; bit++) key.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    return key.toString();
  }
}
