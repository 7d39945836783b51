package dev.interlock.kernel.gate;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.Standing;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.run.TestCharters;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionGateTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none,         orders:read,  permitted",
        "orders:write, orders:write, permitted",
        "orders:write, orders:read,  denied",
        "orders:write, orders,       denied",
        "orders:write, Orders:Write, denied"
      })
  void a_tool_is_called_only_by_who_holds_its_permission(
      @Nullable String needed, String held, String ruling) {
    var life = Terms.tools(pay(needed)).knowing(Known.permissions(held));

    life.proposes("pay");

    assertThat(Seen.toolPermits(life)).isEqualTo(ruling.equals("permitted") ? 1 : 0);
    if (ruling.equals("denied")) {
      var denial = Seen.denial(life);
      assertThat(denial.gate()).isEqualTo("permission");
      assertThat(denial.reason()).isEqualTo("ann does not hold 'orders:write', which pay needs");
      assertThat(denial.consequence()).isEqualTo(Consequence.NEWS);
      assertThat(denial.leaf()).isEqualTo(Leaf.SAF_1);
    }
  }

  @Test
  void nothing_is_called_for_who_holds_no_rights_any_more() {
    var life = Terms.autonomy(Autonomy.ASSIST, pay(null));
    life.proposes("pay");
    var held = life.held();

    Seen.approved(life.knowing(facts -> revoked(facts)), held);

    assertThat(Seen.toolPermits(life)).isZero();
    assertThat(Seen.denial(life).rule()).isEqualTo("revoked");
    assertThat(Seen.denial(life).reason()).isEqualTo("the rights of ann were revoked: she left");
  }

  private static Facts revoked(Facts facts) {
    return new Facts(
        facts.at(),
        new Standing(List.of(), 0, List.of(), "she left"),
        facts.violations(),
        facts.policy(),
        facts.answer(),
        facts.evaluators());
  }

  @Test
  void a_right_that_was_lost_before_the_yes_denies_the_approved_call() {
    var life = Terms.autonomy(Autonomy.ASSIST, pay("orders:write"));
    life.knowing(Known.permissions("orders:write")).proposes("pay");
    var held = life.held();

    Seen.approved(life.knowing(Known.permissions()), held);

    assertThat(Seen.toolPermits(life)).isZero();
    assertThat(Seen.denial(life).gate()).isEqualTo("permission");
  }

  @Test
  void a_right_that_was_lost_since_the_permit_governs_only_a_further_attempt() {
    var life = Terms.tools(pay("orders:write"));
    life.knowing(Known.permissions("orders:write")).proposes("pay");

    Seen.lost(life.knowing(Known.permissions()), ToolFault.TIMEOUT);
    life.after(Duration.ofMinutes(1)).judge();

    assertThat(Seen.ruled(life)).isEqualTo("refused");
    assertThat(Seen.toolPermits(life)).isEqualTo(1);
    assertThat(life.state().status()).isEqualTo(Status.OUTCOME_UNKNOWN);
  }

  private static ToolContract pay(@Nullable String permission) {
    return TestCharters.tool("pay", KEYED, Risk.WRITE, permission, 3);
  }
}
