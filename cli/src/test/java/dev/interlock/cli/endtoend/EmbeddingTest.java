package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.cli.endtoend.EmbeddingExample.ShopTools;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.UserError;
import dev.interlock.testkit.model.Behaviour;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README does what the README says. */
class EmbeddingTest {

  @TempDir Path folder;

  @Test
  void a_small_refund_is_paid_once_under_the_key_of_the_runtime() {
    try (var desk = new Desk(folder, "refund-desk.yaml")) {
      desk.model.then(
          call("get_order", "{\"order_id\":\"o-991\"}"),
          call("issue_refund", "{\"order_id\":\"o-991\",\"amount\":42.50}"),
          Behaviour.reply("Refunded 42.50."));
      var shop = new ShopTools();
      var result = EmbeddingExample.refund(desk.data(), desk.file(), shop);

      assertThat(result.status()).isEqualTo(Status.COMPLETED);
      assertThat(result.output()).isEqualTo(Optional.of(Value.of("Refunded 42.50.")));
      assertThat(shop.refunds()).hasSize(1);
      shop.refunds()
          .forEach((key, refund) -> {
            assertThat(key).startsWith(result.run().text() + "-");
            assertThat(refund.amount()).isEqualTo(new BigDecimal("42.50"));
          });
    }
  }

  @Test
  void a_refund_without_a_look_at_the_order_is_refused_and_a_large_one_waits_for_a_person() {
    try (var desk = new Desk(folder, "refund-desk.yaml")) {
      desk.model.then(
          call("issue_refund", "{\"order_id\":\"o-991\",\"amount\":400}"),
          call("get_order", "{\"order_id\":\"o-991\"}"),
          call("issue_refund", "{\"order_id\":\"o-991\",\"amount\":400}"));
      var shop = new ShopTools();
      var result = EmbeddingExample.refund(desk.data(), desk.file(), shop);

      assertThat(result.status()).isEqualTo(Status.WAITING_APPROVAL);
      assertThat(desk.model.requests().get(1).body())
          .contains("call get_order for the same order_id");
      assertThat(shop.refunds()).isEmpty();
    }
  }

  @Test
  void somebody_without_the_role_starts_nothing() {
    try (var desk = new Desk(folder, "refund-desk.yaml");
        var interlock = Interlock.open(desk.data())) {
      var agent = Agent.load(desk.file()).with(new ShopTools());

      assertThatThrownBy(() -> interlock.start(agent, "Refund order o-991", Principal.of("ann")))
          .isInstanceOf(UserError.class)
          .hasMessage("principal ann lacks orders:read, refunds:write; add the role refunds-clerk");
      assertThat(desk.model.requests()).isEmpty();
    }
  }
}
