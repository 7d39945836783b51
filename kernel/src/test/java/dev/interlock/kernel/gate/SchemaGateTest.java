package dev.interlock.kernel.gate;

import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaGateTest {

  static Stream<Value> notObjects() {
    return Stream.of(
        Value.of("{not json"), Value.of(1), Value.of(true), Value.Null.NULL, Value.of(List.of()));
  }

  @ParameterizedTest
  @MethodSource("notObjects")
  void arguments_that_are_no_object_are_denied_with_what_was_written(Value arguments) {
    var life = Seen.proposed(Terms.tools(read("look")), Seen.call("look", arguments));

    var denial = Seen.denial(life);
    assertThat(denial.gate()).isEqualTo("schema");
    assertThat(denial.rule()).isEqualTo("not-an-object");
    assertThat(denial.saw().get("arguments")).contains(arguments);
    assertThat(Seen.toolPermits(life)).isZero();
  }

  @Test
  void feedback_says_exactly_what_to_mend() {
    var life = Terms.tools(read("look"));
    life.knowing(
        Known.violations(
            List.of(
                new Violation("/amount", "must be an integer, is 1.9"),
                new Violation("", "has an unknown member 'x'"))));

    life.proposes("look");

    var denial = Seen.denial(life);
    assertThat(denial.rule()).isEqualTo("strict");
    assertThat(denial.reason())
        .isEqualTo(
            "mend the arguments: /amount must be an integer, is 1.9; has an unknown member 'x'");
    assertThat(denial.consequence()).isEqualTo(Consequence.REPAIR);
    assertThat(denial.leaf()).isEqualTo(Leaf.TOL_2);
  }

  @Test
  void feedback_shows_eight_violations_and_counts_the_rest() {
    var many = IntStream.range(0, 10).mapToObj(i -> new Violation("/" + i, "is wrong")).toList();
    var life = Terms.tools(read("look")).knowing(Known.violations(many));

    life.proposes("look");

    assertThat(Seen.denial(life).reason()).contains("/7 is wrong; and 2 more").doesNotContain("/8");
    life.knowing(Known.violations(many.subList(0, 8))).proposes("look");
    assertThat(Seen.denial(life).reason()).endsWith("/7 is wrong");
  }

  @Test
  void repairs_are_counted_and_one_too_many_stops_the_run() {
    var life = Terms.tools(read("look"));
    life.knowing(Known.violations(List.of(new Violation("/n", "is missing"))));

    life.proposes("look").proposes("look").proposes("look");
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);
    assertThat(life.state().spending().repairs()).isEqualTo(3);
    life.proposes("look");

    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
  }
}
