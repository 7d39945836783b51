package dev.interlock.examples.airlinedesk.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.examples.airlinedesk.AirlineDatabase;
import dev.interlock.examples.airlinedesk.replay.Recording.Step.Called;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tools against what the benchmark's own tools answered. */
@Timeout(300)
class ShadowTest {
  @TempDir Path folder;

  @Test
  void every_recorded_call_has_the_recorded_result() throws Exception {
    var data = Benchmark.folder();
    var original = folder.resolve("original.db");
    AirlineDatabase.make(original, data);
    var reads = 0;
    var writes = 0;
    var different = new ArrayList<String>();
    for (var recording : Recordings.read(data.resolve("runs-even.jsonl"))) {
      try (var shadow = new Shadow(original)) {
        for (var step : recording.steps()) {
          if (!(step instanceof Called called)) continue;
          var answer = shadow.call(called.tool(), called.arguments());
          if (Tools.writes(called.tool())) writes++;
          else reads++;
          if (Fidelity.same(called, answer)) continue;
          different.add(
              recording.task() + "/" + recording.trial() + " " + called + " but was " + answer);
        }
      }
    }
    assertThat(different).isEmpty();
    assertThat(reads).isEqualTo(454);
    assertThat(writes).isEqualTo(123);
  }
}
