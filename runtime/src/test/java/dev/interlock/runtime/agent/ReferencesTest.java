package dev.interlock.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Price;
import dev.interlock.runtime.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferencesTest {
  private static final References REFERENCES =
      References.of(Map.of("HOST", "shop", "TRICK", "${env:HOST}", "EMPTY", ""));
  private static final ModelTerms TERMS =
      new ModelTerms("openai/gpt-5", Price.UNMETERED, 1, Duration.ofSeconds(1), 1);

  @Test
  void every_reference_in_a_text_is_resolved() {
    assertThat(REFERENCES.resolve("http://${env:HOST}/${env:HOST}$", "x"))
        .isEqualTo("http://shop/shop$");
  }

  @Test
  void what_a_variable_holds_is_not_resolved_again() {
    assertThat(REFERENCES.resolve("${env:TRICK}", "x")).isEqualTo("${env:HOST}");
  }

  @Test
  void a_variable_that_is_not_set_is_named_with_the_key_that_wants_it() {
    assertThatThrownBy(() -> REFERENCES.resolve("${env:NONE}", "tools[0].mcp.env.DB"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "tools[0].mcp.env.DB: environment variable NONE is not set (set it, or change the"
                + " reference)");
  }

  @Test
  void an_empty_key_is_no_key() {
    var settings = new ModelSettings("model", null, "${env:EMPTY}");

    assertThatThrownBy(() -> settings.connection(TERMS, REFERENCES, Path.of(".")))
        .isInstanceOf(UserError.class)
        .hasMessage("model.api-key: environment variable EMPTY is empty (set it)");
  }

  @Test
  void an_empty_address_is_the_providers_own() {
    var settings = new ModelSettings("model", "${env:EMPTY}", "${env:HOST}");

    assertThat(settings.connection(TERMS, REFERENCES, Path.of(".")).baseUrl()).isNull();
  }
}
