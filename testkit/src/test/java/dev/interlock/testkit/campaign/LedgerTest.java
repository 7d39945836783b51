package dev.interlock.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.testkit.campaign.Ledger.Batch;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LedgerTest {

  @Test
  void every_seed_is_handed_out_once() {
    var ledger = new Ledger(7, 1_000, new Tally());
    var seeds = new ArrayList<Long>();

    for (var batch = ledger.next(); batch.isPresent(); batch = ledger.next()) {
      for (var seed = batch.get().from(); seed < batch.get().to(); seed++) seeds.add(seed);
    }

    assertThat(seeds).hasSize(993).doesNotHaveDuplicates();
    assertThat(seeds.getFirst()).isEqualTo(7);
    assertThat(seeds.getLast()).isEqualTo(999);
  }

  @Test
  void what_is_settled_is_an_unbroken_row_from_the_first_seed() {
    var ledger = new Ledger(0, 1_000, new Tally());
    var first = ledger.next().orElseThrow();
    var second = ledger.next().orElseThrow();

    done(ledger, second);
    assertThat(ledger.standing().next()).isZero();
    assertThat(ledger.standing().tally().seeds()).isZero();
    assertThat(ledger.standing().ahead()).isEqualTo(100);

    done(ledger, first);
    assertThat(ledger.standing().next()).isEqualTo(200);
    assertThat(ledger.standing().tally().seeds()).isEqualTo(200);
    assertThat(ledger.standing().tally().coverage().of("power cut")).isEqualTo(600);
    assertThat(ledger.standing().ahead()).isZero();
  }

  @Test
  void a_violation_stops_the_campaign_and_the_lowest_seed_is_kept() {
    var ledger = new Ledger(0, 1_000, new Tally());

    ledger.violated(new Violation(300, "later", ""));
    ledger.violated(new Violation(200, "earlier", ""));
    ledger.violated(new Violation(400, "latest", ""));

    assertThat(ledger.next()).isEmpty();
    assertThat(ledger.violation().orElseThrow().what()).isEqualTo("earlier");
  }

  @Test
  void a_campaign_that_goes_on_counts_what_came_before() {
    var ledger = new Ledger(100, 200, Some.tally(0, 100));

    done(ledger, ledger.next().orElseThrow());

    assertThat(ledger.next()).isEmpty();
    assertThat(ledger.standing().next()).isEqualTo(200);
    assertThat(ledger.standing().tally().seeds()).isEqualTo(200);
  }

  private static void done(Ledger ledger, Batch batch) {
    ledger.done(batch, Some.tally(batch.from(), batch.to()));
  }
}
