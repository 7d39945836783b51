package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir Path data;

  @Test
  @Timeout(300)
  void with_json_the_demo_prints_one_document_of_a_run_that_can_be_looked_at() {
    var typed = Typed.command("demo", "--json", "--data", data.toString());

    assertThat(typed.code()).as(typed.err()).isZero();
    var document = (Value.Obj) Json.parse(typed.out());
    assertThat(document.get("status")).contains(Value.of("COMPLETED"));
    assertThat(document.get("scripted")).contains(Value.of(true));
    assertThat(typed.err()).contains("The model is scripted to be wrong");
    var run = ((Value.Text) document.get("run").orElseThrow()).value();
    assertThat(Typed.command("verify", run, "--data", data.toString()).code()).isZero();
    assertThat(Typed.command("show", run, "--data", data.toString()).out())
        .contains("[PLN-1]", "[REA-5]")
        .as("a script answers under its own name")
        .doesNotContain("REL-6");
  }
}
