package dev.interlock.adapters.langchain4j.fault;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.effect.Tool;
import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.FakeModel;
import dev.interlock.views.failure.FailuresView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A whole run whose model's server does one thing wrong, and then answers.
 *
 * @param status how it ended
 * @param leaves which failures its journal shows, in order
 * @param asked how often the model was asked
 */
record TableRun(Status status, List<String> leaves, int asked) {
  private static final Duration SOON = Duration.ofMinutes(1);

  /** What the calls of a cell call. */
  public static final class Shop {
    /** Which order. */
    public record Order(String order_id) {}

    /** How it stands. */
    public record State(String state) {}

    @Tool(name = "get_order", description = "Tells the state of an order")
    public State order(Order order) {
      return new State(order.order_id() + " is on its way");
    }
  }

  static TableRun of(Cell cell, Path folder) {
    try (var server = cell.protocol().start(cell.behaviour())) {
      server.otherwise(Behaviour.reply(Cell.SAID));
      return of(cell, folder, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TableRun of(Cell cell, Path folder, FakeModel server) throws IOException {
    var file =
        Files.writeString(
            folder.resolve(cell.fault() + "-" + cell.protocol() + ".yaml"),
            """
            agent: clerk
            purpose: Tell the state of orders.
            model: { use: %s, base-url: "%s", price: unmetered, timeout: %s, attempts: 2 }
            tools:
              - java: { class: "%s" }
                allow: { get_order: { effect: read } }
            """
                .formatted(
                    Ports.use(cell.protocol()),
                    server.baseUrl(),
                    cell.fault().slow() ? "2s" : "50s",
                    Shop.class.getName()));
    try (var interlock = Interlock.open(folder)) {
      var agent = Agent.load(file).with(new Shop());
      var run = interlock.start(agent, "Where is o-1?", Principal.of("ann"));
      var status = run.await(SOON).status();
      try (var entries = interlock.entries(run.id(), 0)) {
        var failures = FailuresView.of(entries.toList()).list();
        var leaves = failures.stream().map(failure -> failure.leaf().id()).distinct().toList();
        return new TableRun(status, leaves, server.requests().size());
      }
    }
  }

  /** As it stands in the table. */
  String words() {
    var how = leaves.isEmpty() ? "no failure" : String.join(" ", leaves);
    return how + ", " + status + " after " + asked + (asked == 1 ? " call" : " calls");
  }
}
