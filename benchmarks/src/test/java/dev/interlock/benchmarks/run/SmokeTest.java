package dev.interlock.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.benchmarks.jmh.Ring;
import dev.interlock.benchmarks.outage.Service;
import dev.interlock.benchmarks.peer.Peers;
import dev.interlock.benchmarks.workload.Script;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmokeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bare loop",
        "Interlock",
        "LangChain4j",
        "Spring AI",
        "LangGraph4j",
        "LangGraph4j, memory saver",
        "LangGraph4j, file saver"
      })
  void every_peer_counts_to_the_end(String name) {
    try (var peer = Peers.open(name, folder)) {
      assertThat(peer.run(3, 0)).isEqualTo(Script.answer(3));
      assertThat(peer.run(2, 1)).isEqualTo(Script.answer(2));
    }
  }

  @Test
  void runs_that_follow_each_other_are_measured() throws Exception {
    var found = measured("sequential", "peer=Interlock", "steps=2", "warm-up=1", "time=1");
    assertThat(found.get("cpu-us")).isPositive();
    assertThat(found.get("stored")).isPositive();
    assertThat(found.get("sent")).isGreaterThan(500);
  }

  @Test
  void runs_at_once_are_measured() throws Exception {
    var found = measured("concurrent", "runs=2", "steps=3", "warm-up=1", "time=300");
    assertThat(found.get("steps-per-s")).isPositive();
    assertThat(found.get("p99-us")).isGreaterThanOrEqualTo(found.get("p50-us"));
    assertThat(found.get("steps-per-commit")).isPositive();
  }

  @Test
  void sqlite_alone_is_measured() throws Exception {
    assertThat(measured("sqlite", "steps=2", "group=3", "warm-up=1", "time=1").get("steps-per-s"))
        .isPositive();
  }

  @Test
  void parked_runs_are_measured() throws Exception {
    assertThat(measured("parked", "runs=8", "time=1").values()).containsKeys("heap");
    assertThat(measured("approved", "steps=1", "warm-up=1", "time=1").get("cpu-us")).isPositive();
    assertThat(measured("resumed", "steps=2", "runs=2").get("snapshot-ms")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Interlock", "LangChain4j", "loop with retries"})
  void everybody_counts_on_when_the_service_works_again(String caller) throws Exception {
    try (var service = new Service()) {
      var found =
          measured(
              "outage",
              "caller=" + caller,
              "service=" + service.address(),
              "runs=3",
              "steps=2",
              "think=200",
              "before=1",
              "outage=300");
      assertThat(found.get("completed")).isEqualTo(3);
      assertThat(found.get("steps")).isEqualTo(6);
      assertThat(found.get("calls-in-outage")).isPositive();
      assertThat(found.get("calls")).isEqualTo(6 + found.get("calls-in-outage"));
      assertThat(found.get("calls-of-a-step")).isGreaterThan(1);
    }
  }

  @Test
  void the_parts_of_a_step_do_their_work() throws Exception {
    var ring = new Ring(2);
    try {
      ring.begin();
      assertThat(ring.step()).isNotNull();
      assertThat(ring.judge()).isNotNull();
      ring.brief();
      assertThat(ring.encode()).isNotNull();
      ring.append();
      ring.append();
      assertThat(ring.replay().over()).isTrue();
    } finally {
      ring.end();
    }
  }

  @Test
  void what_a_fork_prints_is_read_back() {
    var found = new Findings().put("cpu-us", 12.5).put("heap", -3);
    assertThat(Findings.read("noise\n" + found.lines())).isEqualTo(found.values());
    assertThat(Forks.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2.0);
  }

  private static Measured measured(String what, String... words) throws Exception {
    return new Measured(Fork.measure(what, Settings.of(words)).values());
  }
}
