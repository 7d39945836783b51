package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.runtime.effect.Tool;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One agent with every kind of tool: a process, a server, a resource, a class, a service. */
class EveryKindTest {
  @TempDir Path folder;

  @Test
  void one_run_uses_every_kind_of_tool() {
    try (var neighbour = new Neighbour();
        var desk = new Desk(folder, "every-kind.yaml")) {
      desk.addFile("every-kind-script.yaml");
      desk.addFile("shop.yaml");
      desk.change("@SERVICE@", neighbour.url());
      desk.change("shop.yaml", "@SERVICE@", neighbour.url());

      var checked = desk.say("check", desk.file().toString());
      assertThat(checked.exit()).as(checked.out()).isZero();

      var ended = desk.run();
      assertThat(ended.exit()).as(ended.json().json()).isZero();
      var results =
          ended.entries().stream()
              .map(entry -> entry.event())
              .filter(ToolReturned.class::isInstance)
              .map(event -> ((Content.Inline) ((ToolReturned) event).result()).value().json())
              .toList();
      assertThat(results)
          .hasSize(6)
          .contains(
              "{\"text\":\"nothing on it\"}",
              "{\"text\":\"from 9 to 5\"}",
              "{\"kilograms\":0.012}",
              "{\"pieces\":7}",
              "{\"order\":\"o-1\"}");
      assertThat(desk.logged()).hasSize(1);

      var order = neighbour.only("POST /orders");
      assertThat(order.body()).isEqualTo("{\"amount\":2,\"sku\":\"a-1\"}");
      assertThat(order.headers().getFirst("X-Key")).isEqualTo(System.getenv("HOME"));
      assertThat(order.headers().getFirst("Idempotency-Key")).startsWith(ended.text("run") + "-");
      assertThat(neighbour.seen)
          .filteredOn(one -> one.line().startsWith("POST /mcp"))
          .allSatisfy(one ->
              assertThat(one.headers().getFirst("Authorization"))
                  .isEqualTo("Bearer " + System.getenv("HOME")));
      assertThat(desk.say("verify", ended.text("run")).exit()).isZero();
    }
  }

  /** A tool of this process. */
  public static final class Scales {
    public record Goods(int grams) {}

    public record Weight(java.math.BigDecimal kilograms) {}

    @Tool(name = "weigh", description = "Weighs.")
    public Weight weigh(Goods goods) {
      return new Weight(java.math.BigDecimal.valueOf(goods.grams(), 3));
    }
  }
}
