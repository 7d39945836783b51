package dev.interlock.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void a_campaign_runs_a_million_seeds_over_all_cores_unless_told_otherwise() {
    var plan = Plan.read(new Properties());

    assertThat(plan.from()).isZero();
    assertThat(plan.end()).isEqualTo(1_000_000);
    assertThat(plan.lanes()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(plan.resume()).isFalse();
  }

  @Test
  void seeds_are_counted_from_the_first() {
    var plan = Plan.read(with("interlock.from", "500", "interlock.seeds", "100_000"));

    assertThat(plan.from()).isEqualTo(500);
    assertThat(plan.end()).isEqualTo(100_500);
  }

  @Test
  void what_is_no_number_is_refused_by_its_name() {
    assertThatThrownBy(() -> Plan.read(with("interlock.seeds", "many")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-Dinterlock.seeds=many: expected a whole number");
  }

  @Test
  void what_is_out_of_range_is_refused_with_the_range() {
    assertThatThrownBy(() -> Plan.read(with("interlock.lanes", "0")))
        .hasMessage("-Dinterlock.lanes=0: expected 1 to 1024");
    assertThatThrownBy(() -> Plan.read(with("interlock.from", "-1")))
        .hasMessageStartingWith("-Dinterlock.from=-1: expected 0 to");
  }

  private static Properties with(String... namesAndValues) {
    var properties = new Properties();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }
}
