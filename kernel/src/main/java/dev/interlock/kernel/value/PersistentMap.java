package dev.interlock.kernel.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from text whose {@link #with} costs O(log n) and shares the rest.
 *
 * <p>A hash array mapped trie (Bagwell, "Ideal Hash Trees", 2001) with 32-way nodes. It is what
 * keeps the cost of a step flat: the state of a run of 10,000 steps is never copied. Iteration
 * order depends on the keys alone, not on the order of insertion.
 *
 * @param <V> what is kept under a key; never null
 */
public final class PersistentMap<V> {
  private static final int BITS = 5;

  private sealed interface Node<V> {}

  private record Leaf<V>(int hash, String key, V value) implements Node<V> {}

  /** Keys whose whole hash is the same. */
  private record Clash<V>(int hash, List<Leaf<V>> leaves) implements Node<V> {}

  @SuppressWarnings("ArrayRecordComponent") // never leaves this class, never compared
  private record Branch<V>(int bitmap, Node<V>[] nodes) implements Node<V> {}

  private final @Nullable Node<V> root;
  private final int size;

  private PersistentMap(@Nullable Node<V> root, int size) {
    this.root = root;
    this.size = size;
  }

  public static <V> PersistentMap<V> empty() {
    return new PersistentMap<>(null, 0);
  }

  public int size() {
    return size;
  }

  public Optional<V> get(String key) {
    var hash = key.hashCode();
    var node = root;
    for (var shift = 0; node != null; shift += BITS) {
      switch (node) {
        case Leaf<V> leaf -> {
          return leaf.key().equals(key) ? Optional.of(leaf.value()) : Optional.empty();
        }
        case Clash<V>(_, var leaves) -> {
          return leaves.stream().filter(l -> l.key().equals(key)).map(Leaf::value).findFirst();
        }
        case Branch<V>(var bitmap, var nodes) -> {
          var bit = bit(hash, shift);
          node = (bitmap & bit) == 0 ? null : nodes[slot(bitmap, bit)];
        }
      }
    }
    return Optional.empty();
  }

  /** Returns a map that holds {@code value} under {@code key} and everything else as before. */
  public PersistentMap<V> with(String key, V value) {
    var leaf = new Leaf<>(key.hashCode(), key, value);
    var grown = get(key).isPresent() ? size : size + 1;
    return new PersistentMap<>(root == null ? leaf : put(root, 0, leaf), grown);
  }

  /** Returns a map that holds everything of {@code other}, and the rest as before. */
  public PersistentMap<V> withAll(PersistentMap<V> other) {
    var leaves = new ArrayList<Leaf<V>>();
    other.forEach((key, value) -> leaves.add(new Leaf<>(key.hashCode(), key, value)));
    var all = this;
    for (var leaf : leaves) all = all.with(leaf.key(), leaf.value());
    return all;
  }

  /**
   * Returns what stands here and stood otherwise, or not at all, in {@code older}. Costs O(changes)
   * where the two share structure.
   */
  public PersistentMap<V> changesSince(PersistentMap<V> older) {
    var changes = new ArrayList<Leaf<V>>();
    if (root != null) changes(root, older.root, changes);
    var map = PersistentMap.<V>empty();
    for (var leaf : changes) map = map.with(leaf.key(), leaf.value());
    return map;
  }

  public void forEach(BiConsumer<String, V> action) {
    if (root != null) visit(root, action);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof PersistentMap<?> that) || that.size != size) return false;
    var same = new boolean[] {true};
    forEach((key, value) -> same[0] &= that.get(key).filter(value::equals).isPresent());
    return same[0];
  }

  @Override
  public int hashCode() {
    var sum = new int[1];
    forEach((key, value) -> sum[0] += key.hashCode() ^ value.hashCode());
    return sum[0];
  }

  @Override
  public String toString() {
    var text = new ArrayList<String>();
    forEach((key, value) -> text.add(key + "=" + value));
    return text.toString();
  }

  private static <V> Node<V> put(Node<V> node, int shift, Leaf<V> leaf) {
    return switch (node) {
      case Leaf<V> old when old.key().equals(leaf.key()) -> leaf;
      case Leaf<V> old when old.hash() == leaf.hash() ->
          new Clash<>(leaf.hash(), List.of(old, leaf));
      case Leaf<V> old -> put(branchOf(old, old.hash(), shift), shift, leaf);
      case Clash<V> clash when clash.hash() == leaf.hash() -> {
        var leaves = new ArrayList<>(clash.leaves());
        leaves.removeIf(old -> old.key().equals(leaf.key()));
        leaves.add(leaf);
        yield new Clash<>(leaf.hash(), leaves);
      }
      case Clash<V> clash -> put(branchOf(clash, clash.hash(), shift), shift, leaf);
      case Branch<V>(var bitmap, var nodes) -> {
        var bit = bit(leaf.hash(), shift);
        var slot = slot(bitmap, bit);
        if ((bitmap & bit) == 0) yield new Branch<>(bitmap | bit, inserted(nodes, slot, leaf));
        var copy = nodes.clone();
        copy[slot] = put(nodes[slot], shift + BITS, leaf);
        yield new Branch<>(bitmap, copy);
      }
    };
  }

  @SuppressWarnings("ReferenceEquality") // what is shared has not changed
  private static <V> void changes(Node<V> node, @Nullable Node<V> old, List<Leaf<V>> changes) {
    if (node == old) return;
    if (node instanceof Branch<V>(var bitmap, var nodes)
        && old instanceof Branch<V>(var oldBitmap, var oldNodes)) {
      for (int bits = bitmap; bits != 0; bits &= bits - 1) {
        var bit = Integer.lowestOneBit(bits);
        var before = (oldBitmap & bit) == 0 ? null : oldNodes[slot(oldBitmap, bit)];
        changes(nodes[slot(bitmap, bit)], before, changes);
      }
      return;
    }
    var before = new HashMap<String, V>();
    if (old != null) visit(old, before::put);
    visit(
        node,
        (key, value) -> {
          if (!value.equals(before.get(key))) changes.add(new Leaf<>(key.hashCode(), key, value));
        });
  }

  private static <V> Branch<V> branchOf(Node<V> only, int hash, int shift) {
    return new Branch<>(bit(hash, shift), inserted(nodes(0), 0, only));
  }

  private static <V> Node<V>[] inserted(Node<V>[] nodes, int slot, Node<V> node) {
    var more = Arrays.copyOf(nodes, nodes.length + 1);
    System.arraycopy(nodes, slot, more, slot + 1, nodes.length - slot);
    more[slot] = node;
    return more;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays
  private static <V> Node<V>[] nodes(int length) {
    return (Node<V>[]) new Node[length];
  }

  private static <V> void visit(Node<V> node, BiConsumer<String, V> action) {
    switch (node) {
      case Leaf<V>(_, var key, var value) -> action.accept(key, value);
      case Clash<V>(_, var leaves) ->
          leaves.forEach(leaf -> action.accept(leaf.key(), leaf.value()));
      case Branch<V>(_, var nodes) -> {
        for (var child : nodes) visit(child, action);
      }
    }
  }

  private static int bit(int hash, int shift) {
    return 1 << ((hash >>> shift) & 31);
  }

  private static int slot(int bitmap, int bit) {
    return Integer.bitCount(bitmap & (bit - 1));
  }
}
