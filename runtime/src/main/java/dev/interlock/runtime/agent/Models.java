package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.ModelTerms;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models that a file names.
 *
 * @param first the one that proposes
 * @param fallback those that are asked when it cannot answer, in order
 * @param small for simple steps; null if there is none
 */
record Models(Model first, List<Model> fallback, @Nullable Model small) {
  Models {
    fallback = List.copyOf(fallback);
  }

  /** The models that may propose, in order. */
  List<Model> chain() {
    return Stream.concat(Stream.of(first), fallback.stream()).toList();
  }

  /** The chain, and the small one if there is one. */
  List<Model> all() {
    return Stream.concat(chain().stream(), Stream.ofNullable(small)).toList();
  }

  @Nullable ModelTerms smallTerms() {
    return small == null ? null : small.terms();
  }

  @Nullable ModelSettings smallSettings() {
    return small == null ? null : small.settings();
  }
}
