package dev.interlock.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.runtime.effect.Performer;
import dev.interlock.runtime.journal.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Breaks one part at a time, and sees the simulator find it within the seeds of the daily run. */
@Timeout(60)
class PlantedFaultsTest {
  private static final long SEEDS = 2_000;

  @Test
  void a_planted_journal_that_acknowledges_before_the_sync_is_caught() {
    expect(stores(HastyStore::new), Invariant.DURABLE, Invariant.PERMIT_FIRST);
  }

  @Test
  void a_planted_journal_that_does_not_check_the_epoch_is_caught() {
    expect(stores(UnfencedStore::new), Invariant.DURABLE);
  }

  @Test
  void a_planted_replay_that_drops_a_field_is_caught() {
    expect(stores(ForgetfulStore::new), Invariant.REPLAY, Invariant.CHAIN);
  }

  @Test
  void a_planted_snapshot_with_a_hole_is_caught() {
    expect(stores(HollowStore::new), Invariant.REPLAY);
  }

  @Test
  void a_planted_inbox_that_ignores_late_answers_is_caught() {
    expect(stores(DeafStore::new), Invariant.LETTERS, Invariant.ACCOUNTED);
  }

  @Test
  void a_planted_journal_that_does_not_check_the_switches_is_caught() {
    expect(stores(HeedlessStore::new), Invariant.NOT_PERMITTED);
  }

  @Test
  void a_planted_store_that_does_deeds_apart_from_their_outcomes_is_caught() {
    expect(stores(ApartStore::new), Invariant.TOGETHER);
  }

  @Test
  void a_planted_store_that_keeps_what_a_failed_deed_did_is_caught() {
    expect(stores(StickyStore::new), Invariant.TOGETHER);
  }

  @Test
  void a_planted_approval_that_is_not_bound_to_the_call_is_caught() {
    expect(stores(UnboundStore::new), Invariant.YES_FIRST);
  }

  @Test
  void a_planted_performer_that_ignores_when_a_permit_runs_out_is_caught() {
    expect(
        new Seams() {
          @Override
          public InstantSource beginClock(InstantSource sound) {
            return InstantSource.fixed(Instant.EPOCH);
          }
        },
        Invariant.PERMIT_IN_TIME);
  }

  @Test
  void a_planted_performer_that_does_not_look_at_the_switches_is_caught() {
    expect(
        new Seams() {
          @Override
          public Function<Permit, Optional<String>> objection(
              Function<Permit, Optional<String>> sound) {
            return _ -> Optional.empty();
          }
        },
        Invariant.SWITCH_HOLDS);
  }

  @Test
  void a_planted_performer_that_tries_again_in_doubt_is_caught() {
    expect(
        new Seams() {
          @Override
          public Performer performer(Performer sound) {
            return (permit, context) -> {
              var outcome = sound.perform(permit, context);
              return outcome.event() instanceof OutcomeUnknown
                  ? sound.perform(permit, context)
                  : outcome;
            };
          }
        },
        Invariant.NO_EFFECT_TWICE);
  }

  @Test
  void a_planted_pipeline_without_its_budget_gate_is_caught() {
    expect(gates(DeafGate.to("budget")), Invariant.BUDGET, Invariant.STEPS);
  }

  @Test
  void a_planted_pipeline_without_its_order_gate_is_caught() {
    expect(
        gates(DeafGate.to("order")),
        Invariant.ORDER,
        Invariant.RELIED_ON,
        Invariant.AT_MOST,
        Invariant.NO_LIKE_IN_DOUBT,
        Invariant.VERIFIES);
  }

  @Test
  void a_planted_order_gate_that_takes_any_result_is_caught() {
    expectAmongOthers(gates(DeafGate.to("order")), Invariant.RELIED_ON);
  }

  @Test
  void a_planted_answer_gate_that_takes_any_result_is_caught() {
    expectAmongOthers(gates(DeafGate.to("answer")), Invariant.RELIED_ON);
  }

  @Test
  void a_planted_pipeline_without_its_permission_gate_is_caught() {
    expect(gates(DeafGate.to("permission")), Invariant.GRANTED);
  }

  @Test
  void a_planted_pipeline_without_its_call_time_gate_is_caught() {
    expect(gates(DeafGate.to("call-time")), Invariant.CALL_TIME);
  }

  @Test
  void a_planted_pipeline_that_offers_every_tool_in_every_phase_is_caught() {
    expect(gates(DeafGate.to("known-tool")), Invariant.IN_PHASE, Invariant.GRANTED);
  }

  private static Seams stores(Function<Store, Store> broken) {
    return new Seams() {
      @Override
      public Store store(Store sound) {
        return broken.apply(sound);
      }
    };
  }

  private static Seams gates(GatePipeline broken) {
    return new Seams() {
      @Override
      public GatePipeline gates() {
        return broken;
      }
    };
  }

  /** What is planted breaks other invariants too, in other worlds. */
  private static void expectAmongOthers(Seams broken, Invariant wanted) {
    for (var seed = 0L; seed < SEEDS; seed++) {
      try {
        var _ = Simulation.run(seed, broken);
      } catch (SimulationFailure found) {
        if (found.invariant() == wanted) return;
      }
    }
    fail("not caught in " + SEEDS + " worlds");
  }

  private static void expect(Seams broken, Invariant... oneOf) {
    for (var seed = 0L; seed < SEEDS; seed++) {
      try {
        var _ = Simulation.run(seed, broken);
      } catch (SimulationFailure found) {
        assertThat(found.invariant()).as(found.getMessage()).isIn((Object[]) oneOf);
        return;
      }
    }
    fail("not caught in " + SEEDS + " worlds");
  }
}
