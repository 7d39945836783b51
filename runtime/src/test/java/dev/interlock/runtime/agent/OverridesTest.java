package dev.interlock.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.runtime.UserError;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
  private static final Document DOCUMENT =
      Document.parse("f.yaml", "a: { b: 1 }\nlist: [{ x: 1 }]\n");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b=2 | {\"a\":{\"b\":2},\"list\":[{\"x\":1}]}",
        "a.c=x: y | {\"a\":{\"b\":1,\"c\":\"x: y\"},\"list\":[{\"x\":1}]}",
        "new.key=0.10 USD | {\"a\":{\"b\":1},\"list\":[{\"x\":1}],\"new\":{\"key\":\"0.10 USD\"}}",
        "list[0].x=\"7\" | {\"a\":{\"b\":1},\"list\":[{\"x\":\"7\"}]}",
        "a['o.d']=true | {\"a\":{\"b\":1,\"o.d\":true},\"list\":[{\"x\":1}]}",
        "a=http://h?q=1 | {\"a\":\"http://h?q=1\",\"list\":[{\"x\":1}]}"
      })
  void an_override_sets_one_scalar_and_makes_the_way_to_it(String assignment, String json) {
    assertThat(Overrides.applied(DOCUMENT, List.of(assignment)).value().json()).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "novalue | --set: must be key=value (as in --set budget.cost='0.10 USD')",
        "list[3].x=1 | --set list[3].x: leads nowhere: there is no item 3",
        "a.b.c=1 | --set a.b.c: leads nowhere: 'c' would stand in 1",
        "a..b=1 | --set a..b: leads nowhere: it is no path to a key"
      })
  void an_override_that_leads_nowhere_is_refused(String assignment, String line) {
    assertThatThrownBy(() -> Overrides.applied(DOCUMENT, List.of(assignment)))
        .isInstanceOf(UserError.class)
        .hasMessage(line);
  }

  @ParameterizedTest
  @CsvSource({"a.b, --set a.b", "a, f.yaml:1", "list, f.yaml:2"})
  void what_was_set_stands_on_the_command_line(String path, String where) {
    assertThat(Overrides.applied(DOCUMENT, List.of("a.b=2")).where(path)).isEqualTo(where);
  }
}
