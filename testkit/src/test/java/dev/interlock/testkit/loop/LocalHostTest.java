package dev.interlock.testkit.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.host.LocalHost;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalHostTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final World world = new World();
  private final LocalHost host =
      new LocalHost(world.drivers(), world.store.index(), () -> world.now);
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  @AfterEach
  void close() {
    go.countDown();
    host.close();
  }

  @Test
  void a_run_that_was_begun_is_durable_and_then_driven_to_its_end() {
    world.answers("done");

    host.begin(world.started(Autonomy.BOUNDED));

    assertThat(world.store.head(World.RUN)).isPresent();
    assertThat(host.awaitLeft(World.RUN, LONG)).isEmpty();
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
    assertThat(host.drives(World.RUN)).isFalse();
  }

  @Test
  void a_run_that_waits_for_a_timer_is_woken_by_it() throws InterruptedException {
    world.proposes("look").answers("done");
    world.tools = permit -> permit.attempt().number() == 1 ? busy(permit) : entered(permit);
    world.store.beforeLetGo = () -> world.after(Duration.ofSeconds(7));

    host.begin(world.started(Autonomy.BOUNDED));
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    go.countDown();

    assertThat(host.awaitLeft(World.RUN, LONG)).isEmpty();
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
    assertThat(world.calls()).hasSize(2);
  }

  @Test
  void a_run_that_is_woken_while_it_is_driven_is_looked_at_again() throws InterruptedException {
    world.proposes("look").answers("done");
    world.tools = this::entered;
    host.begin(world.started(Autonomy.BOUNDED));
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();

    host.wake(World.RUN);
    assertThat(host.resume(World.RUN)).as("it is driven here").isTrue();
    go.countDown();

    assertThat(host.awaitLeft(World.RUN, LONG)).isEmpty();
    assertThat(world.store.owned).hasValue(2);
    assertThat(world.calls()).hasSize(1);
  }

  @Test
  void closing_lets_the_deed_under_way_end_and_begins_no_other() throws InterruptedException {
    world.proposes("look").answers("done");
    world.tools = this::entered;
    host.begin(world.started(Autonomy.BOUNDED));
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    var closing = Thread.ofVirtual().start(host::close);
    await().atMost(LONG).until(this::isClosed);

    go.countDown();
    assertThat(closing.join(LONG)).isTrue();

    assertThat(host.drives(World.RUN)).isFalse();
    assertThat(world.events(Event.ToolReturned.class)).hasSize(1);
    assertThat(world.events(Event.ModelReplied.class)).hasSize(1);
    assertThat(world.rises().resumes()).isPresent();
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void a_closed_host_drives_nothing() {
    host.close();

    assertThatThrownBy(() -> host.wake(World.RUN)).isInstanceOf(IllegalStateException.class);
    host.wakeAt(World.RUN, world.now);
  }

  @Test
  void what_broke_a_drive_is_told_and_the_run_can_be_driven_again() {
    world.proposes("look").answers("done");
    world.tools =
        _ -> {
          throw new StackOverflowError("a tool went too deep");
        };

    host.begin(world.started(Autonomy.BOUNDED));

    assertThat(host.awaitLeft(World.RUN, LONG)).get().asString().contains("too deep");
    assertThat(host.drives(World.RUN)).isFalse();
    world.tools = World::returned;
    host.wake(World.RUN);
    assertThat(host.awaitLeft(World.RUN, LONG)).isEmpty();
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void what_keeps_a_run_from_beginning_is_thrown() {
    world.answers("done");
    host.begin(world.started(Autonomy.BOUNDED));
    assertThat(host.awaitLeft(World.RUN, LONG)).isEmpty();

    assertThatThrownBy(() -> host.begin(world.started(Autonomy.BOUNDED)))
        .isInstanceOf(RuntimeException.class);
    assertThat(host.resume(new RunId("1".repeat(26)))).as("there is no such run").isFalse();
  }

  private boolean isClosed() {
    try {
      host.wake(new RunId("2".repeat(26)));
      return false;
    } catch (IllegalStateException _) {
      return true;
    }
  }

  private Event entered(Permit permit) {
    inside.countDown();
    try {
      assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    return World.returned(permit);
  }

  private static Event busy(Permit permit) {
    var id = permit.command().id();
    return new ToolFailed(id, 1, ToolFault.RATE_LIMIT, "busy", Duration.ofSeconds(7));
  }
}
