package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.Interlock;
import dev.interlock.testkit.model.Completion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server says something else of a tool while agents run. */
class DriftTest {
  private static final String CHANGED =
      "the tool lookup has changed its description since it was accepted; look at it, then:"
          + " interlock check AGENT.yaml --accept-tools; nothing was sent";

  @TempDir Path folder;

  @Test
  void the_drifted_tool_alone_is_refused_until_it_is_accepted() {
    try (var desk = new Desk(folder);
        var interlock = Interlock.open(desk.data())) {
      desk.change("      die:", "      drift: { effect: read, timeout: 10s }\n      die:");
      var agent = Agent.load(desk.file());

      desk.model.then(call("drift", "{\"text\":\"!\"}"), Says.look(), say(), Says.done());
      var during = events(interlock, agent);
      assertThat(failed(during).fault()).isEqualTo(ToolFault.REFUSED);
      assertThat(failed(during).message()).isEqualTo(CHANGED);
      assertThat(during.stream().filter(ToolReturned.class::isInstance)).hasSize(2);

      desk.model.then(Says.look(), Says.done());
      assertThat(failed(events(interlock, agent)).message()).isEqualTo(CHANGED);

      assertThat(interlock.accept(agent))
          .as("the new process says what the first one said")
          .isEmpty();
      desk.model.then(Says.look(), Says.done());
      assertThat(events(interlock, agent))
          .noneMatch(ToolFailed.class::isInstance)
          .anyMatch(ToolReturned.class::isInstance);
    }
  }

  private static Completion say() {
    return call("say", "{\"text\":\"[]\"}");
  }

  private static ToolFailed failed(List<Event> events) {
    var failures =
        events.stream().filter(ToolFailed.class::isInstance).map(ToolFailed.class::cast).toList();
    assertThat(failures).hasSize(1);
    return failures.getFirst();
  }

  private static List<Event> events(Interlock interlock, Agent agent) {
    var run = interlock.start(agent, Desk.GOAL, Principal.of("ann"));
    var result = run.await(Duration.ofMinutes(1));
    try (var entries = interlock.entries(result.run(), 1)) {
      return entries.map(entry -> entry.event()).toList();
    }
  }
}
