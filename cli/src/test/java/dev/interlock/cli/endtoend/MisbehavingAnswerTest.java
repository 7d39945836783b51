package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.citing;
import static dev.interlock.cli.endtoend.Says.done;
import static dev.interlock.cli.endtoend.Says.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Status;
import dev.interlock.testkit.model.Behaviour;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose last word is not what was asked for, or says more than any tool told it. */
class MisbehavingAnswerTest {
  private static final String SCHEMA =
      """
      output:
        schema: { type: object, properties: { balance: { type: number } }, required: [balance] }
      """;
  private static final String EVIDENCE = SCHEMA + "  evidence: { required-from: [lookup] }\n";

  @TempDir Path folder;

  @Test
  void an_answer_that_breaks_the_schema_is_mended() {
    Misbehaviour.of("no balance")
        .at(desk -> desk.add(SCHEMA))
        .says(look(), Behaviour.reply("{\"balanse\": 100}"), Behaviour.reply("{\"balance\": 100}"))
        .shows("REL-1")
        .besides((desk, ended) -> {
          assertThat(desk.model.requests().get(2).body()).contains("balanse");
          assertThat(ended.text("output")).isEqualTo("{\"balance\":100}");
        })
        .happen(folder);
  }

  @Test
  void an_answer_that_breaks_the_schema_for_ever_stops_the_run_without_an_output() {
    Misbehaviour.of("words for ever")
        .at(desk -> desk.add(SCHEMA))
        .forEver(done())
        .ends(Status.STOPPED, 13)
        .shows("REL-1")
        .besides((_, ended) -> assertThat(ended.text("output")).isEqualTo("null"))
        .happen(folder);
  }

  @Test
  void a_figure_that_no_entry_holds_is_refused_and_the_true_one_accepted() {
    Misbehaviour.of("250 instead of 100")
        .at(desk -> desk.add(EVIDENCE))
        .says(
            look(),
            citing(entry -> answer("250.00", "250.00", entry)),
            citing(entry -> answer("100.00", "100.00", entry)))
        .shows("REA-5")
        .besides((desk, ended) -> {
          assertThat(desk.model.requests().get(2).body()).contains("is not proved");
          assertThat(ended.text("evidence")).contains("100.00");
        })
        .happen(folder);
  }

  @Test
  void a_figure_of_a_result_too_large_for_its_entry_is_found_all_the_same() {
    Misbehaviour.of("a result of 70 KB")
        .at(desk -> desk.add(EVIDENCE))
        .says(
            Says.call("lookup", "{\"id\":\"" + "a".repeat(70_000) + "\"}"),
            citing(entry -> answer("100.00", "100.00", entry)))
        .besides((desk, _) -> assertThat(desk.say("verify").exit()).isZero())
        .happen(folder);
  }

  @Test
  void a_number_in_the_output_without_a_figure_is_refused() {
    Misbehaviour.of("a true figure beside an untrue output")
        .at(desk -> desk.add(EVIDENCE))
        .says(look())
        .forEver(citing(entry -> answer("250.00", "100.00", entry)))
        .ends(Status.STOPPED, 13)
        .shows("REA-5")
        .happen(folder);
  }

  @Test
  void a_figure_of_an_entry_that_does_not_exist_is_refused() {
    Misbehaviour.of("entry 999")
        .at(desk -> desk.add(EVIDENCE))
        .says(look())
        .forEver(Behaviour.reply(answer("100.00", "100.00", "999")))
        .ends(Status.STOPPED, 13)
        .shows("REA-5")
        .happen(folder);
  }

  @Test
  void an_answer_without_the_evidence_that_is_required_is_refused() {
    Misbehaviour.of("an answer out of the air")
        .at(desk -> desk.add(EVIDENCE))
        .forEver(Behaviour.reply("{\"output\": {\"balance\": 100}, \"evidence\": []}"))
        .ends(Status.STOPPED, 13)
        .shows("PLN-2")
        .happen(folder);
  }

  @Test
  void an_answer_before_the_work_is_done_is_refused_until_it_is() {
    Misbehaviour.of("done when credited")
        .at(desk -> desk.add("done-when: ['called(\"credit\") == 1']"))
        .says(done(), Says.credit(), done())
        .shows("PLN-7")
        .does(Misbehaviour.CREDITED)
        .happen(folder);
  }

  @Test
  void an_answer_that_is_not_sure_enough_goes_to_a_person() {
    Misbehaviour.of("confidence 0.4")
        .at(desk -> desk.add("output: { confidence-min: 0.7 }\nescalate-to: teller-lead"))
        .says(Behaviour.reply("{\"output\": \"perhaps\", \"confidence\": 0.4}"))
        .ends(Status.ESCALATED, 11)
        .shows("REA-1")
        .happen(folder);
  }

  private static String answer(String balance, String figure, String entry) {
    return """
    {"output": {"balance": %s}, "evidence": [{"claim": "the balance of a-1",
     "figures": [{"value": %s, "unit": "EUR", "entry": %s, "path": "$.balance"}]}]}
    """
        .formatted(balance, figure, entry);
  }
}
