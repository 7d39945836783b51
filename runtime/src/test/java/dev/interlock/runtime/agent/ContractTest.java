package dev.interlock.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two files of the published contract. */
class ContractTest {

  @TempDir Path folder;

  @Test
  void the_smallest_valid_file_loads() {
    var agent = AgentFile.load(new Folder(folder).fixture("smallest.yaml"));

    assertThat(agent.name()).isEqualTo("order-helper");
    assertThat(agent.connections().sources())
        .singleElement()
        .satisfies(source -> {
          assertThat(source.kind()).isEqualTo("mcp");
          assertThat(source.where()).isEqualTo("tools[0].mcp");
          assertThat(source.members().json())
              .isEqualTo("{\"command\":[\"node\",\"shop-server.js\"],\"name\":\"shop\"}");
          assertThat(source.tools()).containsExactly("get_order");
        });
  }

  @Test
  void of_the_fuller_file_exactly_the_keys_that_are_not_built_yet_are_refused() {
    var here = new Folder(folder);

    assertThat(here.lines(here.fixture("refund-desk.yaml"), Finding.Severity.ERROR))
        .containsExactly(
            "error refund-desk.yaml:22: tools[0].allow.get_order.returns is not supported yet",
            "error refund-desk.yaml:28: tools[0].allow.issue_refund.args is not supported yet",
            "error refund-desk.yaml:58: memory is not supported yet");
  }
}
