package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.runtime.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhoTest {

  @Test
  void roles_are_those_that_are_named() {
    var who = Who.parse("ann:refunds-clerk, auditor", "root");

    assertThat(who.principal().name()).isEqualTo("ann");
    assertThat(who.principal().roles()).containsExactly("refunds-clerk", "auditor");
    assertThat(who.principal().operatingSystemUser()).isEqualTo("root");
  }

  @Test
  void with_no_role_named_the_role_of_the_same_name_is_meant() {
    assertThat(Who.parse("lead", "root").principal().roles()).containsExactly("lead");
  }

  @Test
  void the_account_has_no_role_even_if_one_has_its_name() {
    assertThat(Who.ofAccount("root").principal().roles()).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":lead", "ann:", "ann:lead,", " "})
  void a_principal_without_a_name_or_with_a_blank_role_is_refused(String text) {
    assertThatThrownBy(() -> Who.parse(text, "root")).isInstanceOf(UserError.class);
  }
}
