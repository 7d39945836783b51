package dev.interlock.views.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.views.Journals;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailuresViewTest {

  @Test
  void every_failure_is_listed_with_its_entry() {
    var view = FailuresView.of(Journals.refunded().entries());

    assertThat(view.list())
        .extracting(one -> one.leaf().id() + "@" + one.entry())
        .containsExactly("SAF-6@9", "RUN-1@12");
    assertThat(view.counts()).isEqualTo(Map.of(Leaf.SAF_6, 1, Leaf.RUN_1, 1));
  }

  @Test
  void the_document_has_the_fields_of_the_contract() {
    assertThat(FailuresView.of(Journals.asked().entries()).json().json())
        .isEqualTo(
            "[{\"class\":\"K\",\"confidence\":\"DETECTED\",\"detail\":\"known-tool: there is no"
                + " tool 'rm'\",\"entry\":9,\"leaf\":\"SAF-6\"}]");
  }

  @Test
  void a_run_without_failures_shows_none() {
    assertThat(FailuresView.of(Journals.looked().entries()).list()).isEmpty();
  }
}
