package dev.interlock.examples.airlinedesk.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.examples.airlinedesk.replay.Ruling.Verdict;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The policy as it lies beside this module, against the recorded writes. */
@Timeout(300)
class ReplayTest {
  private static final Path POLICY = Path.of("airline-desk.yaml");

  @TempDir Path folder;

  @Test
  void the_recorded_writes_are_ruled_as_the_written_policy_says() throws Exception {
    var data = Benchmark.folder();
    var report = Replay.of(data, data.resolve("runs-even.jsonl"), POLICY);

    var json = (Value.Obj) Json.parse(report.json());
    assertThat(json.get("runs")).contains(Value.of(100));
    assertThat(json.get("reads")).contains(Json.parse("{\"same\": 454, \"different\": 0}"));
    assertThat(json.get("performed")).contains(Json.parse("{\"same\": 123, \"different\": 0}"));
    assertThat(json.get("writes"))
        .contains(
            Json.parse(
                """
                {"expected": {"allowed": 39, "held": 3, "denied": 20},
                 "unexpected": {"allowed": 15, "held": 12, "denied": 34}}
                """));
    assertThat(report.rulings())
        .filteredOn(ruling -> ruling.verdict() instanceof Verdict.Denied)
        .allSatisfy(
            ruling -> assertThat(((Verdict.Denied) ruling.verdict()).sentence()).endsWith("."));
  }

  @Test
  void without_the_data_nothing_is_replayed() {
    assertThatThrownBy(() -> Replay.of(folder, folder.resolve("runs.jsonl"), POLICY))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("runs.jsonl");
  }
}
