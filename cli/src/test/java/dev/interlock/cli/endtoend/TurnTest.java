package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.RunResult;
import dev.interlock.runtime.effect.Describe;
import dev.interlock.runtime.effect.Tool;
import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.Completion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens within one turn, and from phase to phase. */
class TurnTest {
  @TempDir Path folder;

  /** Two reads that return only once both are under way, and an effect. */
  public static final class MeetingTools {
    private final CyclicBarrier meeting = new CyclicBarrier(2);
    final List<String> order = Collections.synchronizedList(new ArrayList<>());

    public record Who(@Describe("a name") String name) {}

    public record Met(String name) {}

    public record Paid(String name, String idempotency_key) {}

    @Tool(name = "meet", description = "Waits for another one")
    public Met meet(Who who) throws InterruptedException, BrokenBarrierException, TimeoutException {
      var _ = meeting.await(20, TimeUnit.SECONDS);
      order.add("meet");
      return new Met(who.name());
    }

    @Tool(name = "pay", description = "Pays")
    public Met pay(Paid paid) {
      order.add("pay " + paid.name());
      return new Met(paid.name());
    }
  }

  @Test
  void reads_of_one_turn_are_made_together_and_effects_in_their_order() {
    var tools = new MeetingTools();
    var result =
        run(
            "",
            tools,
            Behaviour.calls(
                call(1, "meet", "{\"name\":\"a\"}"),
                call(2, "meet", "{\"name\":\"b\"}"),
                call(3, "pay", "{\"name\":\"c\"}"),
                call(4, "pay", "{\"name\":\"d\"}"),
                call(5, "meet", "{\"name\":\"e\"}"),
                call(6, "meet", "{\"name\":\"f\"}")),
            Behaviour.reply("done"));

    assertThat(result.status()).isEqualTo(Status.COMPLETED);
    assertThat(tools.order).containsExactly("meet", "meet", "pay c", "pay d", "meet", "meet");
    assertThat(returned(result)).containsExactly("a", "b", "c", "d", "e", "f");
  }

  @Test
  void a_run_goes_from_phase_to_phase_and_each_offers_its_own_tools() {
    var phases =
        """
        phases:
          - { name: meet-first, tools: [meet], until: 'called("meet") >= 2' }
          - { name: pay-then, tools: [pay], steps: 1 }
        """;
    var result =
        run(
            phases,
            new MeetingTools(),
            Says.call("pay", "{\"name\":\"too early\"}"),
            Behaviour.calls(
                call(1, "meet", "{\"name\":\"a\"}"), call(2, "meet", "{\"name\":\"b\"}")),
            Says.call("pay", "{\"name\":\"c\"}"),
            Behaviour.reply("done"));

    assertThat(result.status()).isEqualTo(Status.COMPLETED);
    assertThat(events(result, Event.PhaseEntered.class).stream().map(Event.PhaseEntered::name))
        .containsExactly("pay-then", "answer");
    assertThat(offered).containsExactly("[meet]", "[meet]", "[pay]", "[]");
    assertThat(returned(result)).containsExactly("a", "b", "c");
  }

  private final List<String> offered = new ArrayList<>();

  private RunResult run(String more, MeetingTools tools, Behaviour... says) {
    try (var desk = new Desk(folder, "meeting.yaml")) {
      desk.add(more);
      desk.model.then(says);
      try (var interlock = Interlock.open(desk.data())) {
        var agent = Agent.load(desk.file()).with(tools);
        var run = interlock.start(agent, "Meet and pay", Principal.of("ann"));
        var result = run.await(Duration.ofSeconds(60));
        for (var request : desk.model.requests()) {
          var names = new ArrayList<String>();
          request
              .json()
              .path("tools")
              .forEach(t -> names.add(t.path("function").path("name").asString("")));
          offered.add(names.toString());
        }
        return result;
      }
    }
  }

  private static Completion.Call call(int number, String tool, String arguments) {
    return new Completion.Call("c" + number, tool, arguments);
  }

  private List<String> returned(RunResult result) {
    return events(result, Event.ToolReturned.class).stream()
        .map(event -> event.result().toString())
        .map(text -> text.replaceAll(".*Text\\[value=([^\\]]*)\\].*", "$1"))
        .toList();
  }

  private <E extends Event> List<E> events(RunResult result, Class<E> type) {
    try (var interlock = Interlock.open(folder.resolve("data"));
        var entries = interlock.entries(result.run(), 1)) {
      return entries.map(entry -> entry.event()).filter(type::isInstance).map(type::cast).toList();
    }
  }
}
