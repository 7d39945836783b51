package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import java.util.Optional;
import java.util.function.Function;

/**
 * The form that a value must have.
 *
 * @param expected for messages, as in "must be {expected}"
 * @param reading returns what the value says, or empty if it has another form
 */
record Shape<T>(String expected, Function<Node, Optional<T>> reading) {

  Optional<T> parse(Node node) {
    return reading.apply(node);
  }

  /** A shape of text alone. */
  static <T> Shape<T> ofText(String expected, Function<String, Optional<T>> reading) {
    return new Shape<>(
        expected,
        node ->
            node instanceof Node.Scalar(_, Value.Text(var text))
                ? reading.apply(text)
                : Optional.empty());
  }
}
