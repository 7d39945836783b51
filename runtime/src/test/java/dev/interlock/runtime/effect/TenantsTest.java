package dev.interlock.runtime.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Flow;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolGuard.Caller;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Call;
import dev.interlock.runtime.effect.ToolSource.Context;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TenantsTest {
  private static final Answer WELL = new Returned(Value.of("42"));
  private static final Call CALL =
      new Call(
          "look",
          Value.Obj.EMPTY,
          Duration.ofSeconds(1),
          new Context(new RunId("0".repeat(26)), "key", 1));

  private final Dependencies dependencies = new Dependencies();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ToolGuard guard = new ToolGuard(dependencies, () -> now);

  /** Forty threads of one tenant and two of another call a tool that takes its time. */
  @Test
  @Timeout(60)
  void a_noisy_tenant_gets_its_share_and_another_is_not_kept_waiting() throws Exception {
    var flow = new Flow(5, null, null, new Flow.Caps(3, null));
    try (var tools = new Busy();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var noisy = new ArrayList<Future<Answer>>();
      for (var i = 0; i < 40; i++) {
        noisy.add(threads.submit((Callable<Answer>) () -> call(tools, flow, "noisy")));
      }
      tools.awaitBegun(3);
      for (var refused = 0; refused < 37; ) {
        refused = (int) noisy.stream().filter(Future::isDone).count();
        Thread.onSpinWait();
      }

      var quiet = threads.submit((Callable<Answer>) () -> call(tools, flow, "quiet"));
      var other = threads.submit((Callable<Answer>) () -> call(tools, flow, "quiet"));
      tools.awaitBegun(2);
      assertThat(call(tools, flow, "quiet")).as("five are under way").isNotEqualTo(WELL);
      tools.answer();

      assertThat(List.of(quiet.get(), other.get())).containsOnly(WELL);
      assertThat(count(noisy, ToolFault.THROTTLED)).isEqualTo(37);
      assertThat(call(tools, flow, "noisy")).as("all have ended").isEqualTo(WELL);
    }
  }

  @Test
  void the_rate_of_one_tenant_is_not_that_of_another() {
    var flow =
        new Flow(
            null,
            new Flow.Rate(3, Duration.ofSeconds(10)),
            null,
            new Flow.Caps(null, new Flow.Rate(2, Duration.ofSeconds(30))));
    try (var tools = new Busy()) {
      tools.answer();
      assertThat(call(tools, flow, "a")).isEqualTo(WELL);
      assertThat(call(tools, flow, "a")).isEqualTo(WELL);
      assertThat(retryAfter(call(tools, flow, "a"))).isEqualTo(Duration.ofSeconds(30));
      assertThat(call(tools, flow, "b")).as("a's third call took nothing").isEqualTo(WELL);
      assertThat(retryAfter(call(tools, flow, "b"))).isEqualTo(Duration.ofSeconds(10));

      now = now.plusSeconds(10);
      assertThat(call(tools, flow, "b")).isEqualTo(WELL);
      assertThat(retryAfter(call(tools, flow, "a"))).isEqualTo(Duration.ofSeconds(20));
      now = now.plusSeconds(20);
      assertThat(call(tools, flow, "a")).isEqualTo(WELL);
    }
  }

  @Test
  void the_tenants_of_ever_so_many_leave_their_counts_right() {
    var flow =
        new Flow(null, null, null, new Flow.Caps(1, new Flow.Rate(1, Duration.ofMinutes(1))));
    try (var tools = new Busy()) {
      tools.answer();
      for (var i = 0; i < 1_000; i++) {
        assertThat(call(tools, flow, "tenant" + i)).isEqualTo(WELL);
        now = now.plusMillis(100);
      }
      assertThat(call(tools, flow, "tenant0")).as("a minute ago").isEqualTo(WELL);
      assertThat(fault(call(tools, flow, "tenant999"))).isEqualTo(ToolFault.THROTTLED);
    }
  }

  private Answer call(ToolSource tools, Flow flow, String tenant) {
    return guard.call(tools, CALL, flow, new Caller(tenant, false));
  }

  private static long count(List<Future<Answer>> answers, ToolFault fault)
      throws InterruptedException, ExecutionException {
    var count = 0L;
    for (var answer : answers) if (fault(answer.get()) == fault) count++;
    return count;
  }

  private static @Nullable ToolFault fault(Answer answer) {
    return answer instanceof Failed(var fault, _, _) ? fault : null;
  }

  private static @Nullable Duration retryAfter(Answer answer) {
    return answer instanceof Failed(_, _, var retryAfter) ? retryAfter : null;
  }

  /** Tools that say nothing until they are told to. */
  private static final class Busy implements ToolSource {
    private final CountDownLatch answer = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);

    void awaitBegun(int calls) throws InterruptedException {
      begun.acquire(calls);
    }

    void answer() {
      answer.countDown();
    }

    @Override
    public List<ToolContract.Descriptor> describe() {
      return List.of();
    }

    @Override
    public Answer call(Call call) {
      begun.release();
      try {
        assertThat(answer.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
      return WELL;
    }

    @Override
    public void close() {
      answer.countDown();
    }
  }
}
