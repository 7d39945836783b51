package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.runtime.Agent;
import dev.interlock.runtime.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhoTest {
  private static final Agent REFUNDS = refunds();

  private static Agent refunds() {
    try {
      var file = Files.createTempFile("refunds", ".yaml");
      try {
        var _ =
            Files.writeString(
                file,
                """
                agent: refunds
                model: { use: openai/gpt-5-mini, api-key: "${env:KEY}" }
                principal: { roles: { refunds-clerk: ["refunds:write"] } }
                approvals: { approvers: [refunds-lead] }
                tools:
                  - java: { class: com.example.Shop, allow: { pay: { effect: once, permission: "refunds:write" } } }
                """);
        return Agent.load(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Test
  void roles_are_those_that_are_named() {
    var who = Who.parse("ann:refunds-clerk, auditor", "root");

    assertThat(who.principal(REFUNDS).name()).isEqualTo("ann");
    assertThat(who.principal(REFUNDS).roles()).containsExactly("refunds-clerk", "auditor");
    assertThat(who.principal(REFUNDS).operatingSystemUser()).isEqualTo("root");
  }

  @Test
  void with_no_role_named_the_role_of_the_same_name_is_meant_where_the_agent_knows_one() {
    assertThat(Who.parse("refunds-clerk", "root").principal(REFUNDS).roles())
        .containsExactly("refunds-clerk");
    assertThat(Who.parse("refunds-lead", "root").principal(REFUNDS).roles())
        .containsExactly("refunds-lead");
  }

  @Test
  void with_no_role_named_and_none_of_the_same_name_there_is_no_role() {
    assertThat(Who.parse("ann", "root").principal(REFUNDS).roles()).isEmpty();
  }

  @Test
  void the_account_has_no_role_even_if_one_has_its_name() {
    assertThat(Who.ofAccount("refunds-clerk").principal(REFUNDS).roles()).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":lead", "ann:", "ann:lead,", " "})
  void a_principal_without_a_name_or_with_a_blank_role_is_refused(String text) {
    assertThatThrownBy(() -> Who.parse(text, "root")).isInstanceOf(UserError.class);
  }
}
