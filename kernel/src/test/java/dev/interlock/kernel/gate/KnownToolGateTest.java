package dev.interlock.kernel.gate;

import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Exposure;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownToolGateTest {

  @Test
  void an_offered_tool_is_permitted() {
    var life = Terms.tools(read("look"), internal("find"));

    life.proposes("look");

    assertThat(Seen.toolPermits(life)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rm", "LOOK", "look ", "loo", "find", " "})
  void a_tool_that_is_not_offered_is_denied_and_never_performed(String tool) {
    var life = Terms.tools(read("look"), internal("find"), read("peek"));

    life.proposes(tool);

    assertThat(Seen.toolPermits(life)).isZero();
    var denial = Seen.denial(life);
    assertThat(denial.gate()).isEqualTo("known-tool");
    assertThat(denial.rule()).isEqualTo("not-offered");
    assertThat(denial.reason())
        .isEqualTo("there is no tool '" + tool + "'; the tools are: look, peek");
    assertThat(denial.saw().get("tool")).contains(Value.of(tool));
    assertThat(denial.consequence()).isEqualTo(Consequence.REPAIR);
    assertThat(denial.leaf()).isEqualTo(Leaf.SAF_6);
  }

  private static ToolContract internal(String name) {
    var plain = read(name);
    return new ToolContract(
        plain.descriptor(),
        plain.effect(),
        plain.risk(),
        plain.permission(),
        plain.limits(),
        Exposure.INTERNAL);
  }
}
