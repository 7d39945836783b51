package dev.interlock.adapters.mcp;

import static dev.interlock.adapters.mcp.Server.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTemplateTest {
  private static final ResourceTemplate PAGE = new ResourceTemplate("docs://{book}/{page}");

  @Test
  void a_variable_is_encoded_so_that_it_stays_in_its_place() {
    assertThat(PAGE.uri(arguments("book", "a b/../c", "page", "ä?x#y")))
        .contains("docs://a%20b%2F..%2Fc/%C3%A4%3Fx%23y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void a_value_that_would_lead_elsewhere_is_none(String value) {
    assertThat(PAGE.uri(arguments("book", "a", "page", value))).isEmpty();
  }

  @Test
  void a_missing_variable_and_one_that_is_no_text_are_none() {
    assertThat(PAGE.uri(arguments("book", "a"))).isEmpty();
    assertThat(PAGE.uri(arguments("book", "a", "page", 1))).isEmpty();
  }

  @Test
  void each_variable_is_a_required_text_and_a_plain_uri_has_no_arguments() {
    assertThat(PAGE.input().json().replace('"', '\''))
        .isEqualTo(
            "{'additionalProperties':false,'properties':{'book':{'minLength':1,'type':'string'},"
                + "'page':{'minLength':1,'type':'string'}},'required':['book','page'],"
                + "'type':'object'}");
    var plain = new ResourceTemplate("file:///README.md");
    assertThat(plain.input().get("required")).isEmpty();
    assertThat(plain.uri(Value.Obj.EMPTY)).contains("file:///README.md");
  }
}
