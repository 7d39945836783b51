package dev.interlock.views.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.views.EntryBuilder;
import dev.interlock.views.Journals;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CostViewTest {

  static List<EntryBuilder> journals() {
    return List.of(
        new EntryBuilder(Journals.charter("scripted/x")),
        new EntryBuilder(Journals.charter("scripted/x")).permits(),
        Journals.looked(),
        Journals.asked(),
        Journals.refunded(),
        Journals.doubtful(),
        failed(ModelFault.RATE_LIMIT, null),
        failed(ModelFault.TIMEOUT, null),
        failed(ModelFault.TRUNCATED, Journals.USAGE));
  }

  @ParameterizedTest
  @MethodSource("journals")
  void the_view_charges_what_the_kernel_charges(EntryBuilder journal) {
    var cost = CostView.of(journal.entries());
    var kernel = journal.state().spending();

    assertThat(cost.usdMicros()).isEqualTo(kernel.settled().costMicros());
    assertThat(cost.unsettledUsdMicros()).isEqualTo(kernel.reserved().costMicros());
    assertThat(cost.modelCalls()).isEqualTo(kernel.modelCalls());
    assertThat(cost.toolCalls()).isEqualTo(kernel.toolCalls());
  }

  @Test
  void tokens_are_those_that_the_provider_named() {
    var cost = CostView.of(Journals.refunded().entries());

    assertThat(cost.tokensIn()).isEqualTo(3 * 1_200);
    assertThat(cost.tokensCached()).isEqualTo(3 * 200);
    assertThat(cost.tokensOut()).isEqualTo(3 * 80);
    assertThat(cost.worstCaseUsdMicros()).isZero();
  }

  @Test
  void a_call_whose_usage_nobody_knows_is_charged_as_set_aside_and_shown_apart() {
    var cost = CostView.of(failed(ModelFault.TIMEOUT, null).entries());

    assertThat(cost.usdMicros()).isEqualTo(5_000);
    assertThat(cost.worstCaseUsdMicros()).isEqualTo(5_000);
    assertThat(cost.tokensIn()).isZero();
  }

  @Test
  void the_document_has_the_fields_of_the_contract() {
    assertThat(CostView.of(Journals.refunded().entries()).json().json())
        .isEqualTo(
            "{\"modelCalls\":3,\"tokensCached\":600,\"tokensIn\":3600,\"tokensOut\":240,"
                + "\"toolCalls\":3,\"unsettledUsdMicros\":0,\"usdMicros\":1245,"
                + "\"worstCaseUsdMicros\":0}");
  }

  private static EntryBuilder failed(ModelFault fault, @Nullable Usage usage) {
    var journal = new EntryBuilder(Journals.charter("scripted/x")).permits();
    var ask = journal.state().permitted().getFirst().command().id();
    return journal.record(new ModelFailed(ask, 1, fault, "no", null, usage));
  }
}
