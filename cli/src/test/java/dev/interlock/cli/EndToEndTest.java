package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.value.Value;
import dev.interlock.kernel.value.ValuePath;
import dev.interlock.runtime.json.Json;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs one after the other, on a real store, with a scripted model and real tools. */
class EndToEndTest {
  @TempDir Path folder;
  private String agent = "";

  @BeforeEach
  void write() throws Exception {
    agent = Desk.in(folder);
  }

  @Test
  void a_run_waits_for_a_yes_and_goes_on_with_it() {
    var waits = typed("run", agent, "Pay 12.50", "--as", "clerk");

    assertThat(waits.code()).isEqualTo(10);
    assertThat(waits.err()).isEmpty();
    assertThat(waits.out())
        .contains("The model (scripted) proposes 1 call: \"I look first. \\u001b[31mred\"")
        .contains("WAITING_APPROVAL")
        .contains("interlock approve " + id() + " --as lead --data ")
        .doesNotContain("\u001b");

    var completes = typed("approve", id(), "--as", "lead", "--quiet");

    assertThat(completes.code()).isZero();
    assertThat(completes.out()).contains("COMPLETED", "Answer (scripted)", "Done.");
    assertThat(typed("approve", run() + ":1.7.0", "--as", "lead").code()).isEqualTo(2);
  }

  @Test
  void a_run_under_json_prints_one_document_and_progress_goes_to_the_side() {
    var typed = typed("run", agent, "Pay 12.50", "--as", "clerk", "--json");

    assertThat(typed.code()).isEqualTo(10);
    assertThat(typed.out()).hasLineCount(1);
    assertThat(typed.err()).contains("balance: allowed");
    var document = Json.parse(typed.out());
    assertThat(at(document, "status")).isEqualTo(Value.of("WAITING_APPROVAL"));
    assertThat(at(document, "scripted")).isEqualTo(Value.of(true));
    assertThat(at(document, "waiting[0].kind")).isEqualTo(Value.of("approval"));
    assertThat(at(document, "waiting[0].tool")).isEqualTo(Value.of("pay"));
  }

  @Test
  void the_goal_may_be_piped_in() {
    var typed =
        Typed.piped("Pay 12.50\n", with("run", agent, "--as", "clerk", "--quiet", "--json"));

    assertThat(at(Json.parse(typed.out()), "goal")).isEqualTo(Value.of("Pay 12.50"));
  }

  @Test
  void who_has_no_approving_role_cannot_approve() {
    start();

    var typed = typed("approve", id(), "--as", "clerk", "--quiet");

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains("has none of the approving roles [lead]").hasLineCount(1);
  }

  @Test
  void an_edit_puts_the_persons_arguments_in_place() {
    start();

    var edit = "{\"account\":\"acc-1\",\"amount\":10}";
    assertThat(typed("approve", id(), "--as", "lead", "--edit", edit).out())
        .contains("approved 1.7.0 pay with other arguments: {\"account\":\"acc-1\",\"amount\":10}")
        .contains("paid 10 to acc-1");
  }

  @Test
  void a_no_is_told_to_the_model_with_its_reason() {
    start();

    var typed = typed("reject", id(), "--reason", "not today", "--as", "lead");

    assertThat(typed.code()).isZero();
    assertThat(typed.out())
        .contains("lead (lead) rejected 1.7.0 pay: not today")
        .doesNotContain("paid");
  }

  @Test
  void a_principal_without_the_right_is_told_which_role_to_add_and_nothing_runs() {
    var typed = typed("run", agent, "Pay 12.50");

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains("clerk").hasLineCount(1);
    assertThat(typed("runs", "--json").out())
        .isEqualTo("{\"next\":null,\"runs\":[],\"switches\":[]}\n");
  }

  @Test
  void a_run_is_shown_in_three_depths() {
    start();

    assertThat(typed("show", run().substring(0, 8)).out())
        .contains("Turn 1", "Turn 2", "1.3.0 balance returned {\"balance\":5}", "WAITING_APPROVAL");
    var events = Json.parse(typed("show", run(), "--events", "--json").out());
    assertThat(at(events, "entries[0].type")).isEqualTo(Value.of("run-started/1"));
    assertThat(at(events, "entries[1].sequence")).isEqualTo(Value.of(2));
    var brief = Json.parse(typed("show", run(), "--brief", "6", "--json").out());
    assertThat(at(brief, "messages[0].text")).isEqualTo(Value.of("Pay 12.50"));
    assertThat(at(brief, "messages[2].from")).isEqualTo(Value.of("tool balance"));
    assertThat(typed("show", run(), "--brief", "4").err()).contains("those are 2, 6");
  }

  @Test
  void runs_are_listed_page_by_page_and_by_status() {
    start();
    start();
    start();

    var first = Json.parse(typed("runs", "--limit", "2", "--json").out());
    var next = ((Value.Text) at(first, "next")).value();
    var second = Json.parse(typed("runs", "--limit", "2", "--after", next, "--json").out());

    assertThat(at(first, "runs[1].run")).isEqualTo(Value.of(next));
    assertThat(at(second, "next")).isEqualTo(Value.Null.NULL);
    assertThat(typed("runs", "--status", "completed").out()).isEqualTo("No runs.\n");
    assertThat(typed("runs", "--status", "waiting_approval").out()).hasLineCount(4);
  }

  @Test
  void a_journal_is_proved_and_an_exported_head_that_differs_shows() {
    start();
    var proved = typed("verify", run(), "--json");

    assertThat(proved.code()).isZero();
    var head = ((Value.Text) at(Json.parse(proved.out()), "runs[0].head")).value();
    assertThat(typed("verify", run(), "--head", head).code()).isZero();
    var other = typed("verify", run(), "--head", "0".repeat(64));
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.out()).contains("DOES NOT HOLD", "is not the one that was exported");
    assertThat(typed("verify").code()).isZero();
  }

  @Test
  void with_nothing_left_behind_there_is_nothing_to_take_up() {
    assertThat(typed("resume")).isEqualTo(new Typed(0, "Nothing to take up.\n", ""));
    assertThat(typed("approvals").out()).isEqualTo("Nothing waits for a person.\n");
    assertThat(typed("approvals", "--json").out())
        .isEqualTo("{\"approvals\":[],\"outcomes\":[],\"reviews\":[]}\n");
  }

  @Test
  void a_run_that_has_ended_is_only_reported_by_resume() {
    start();
    var _ = typed("approve", id(), "--as", "lead", "--quiet");

    var typed = typed("resume", run());

    assertThat(typed.code()).isZero();
    assertThat(typed.out()).startsWith("\nCOMPLETED  run " + run());
  }

  @Test
  void a_file_is_checked_without_running_it() {
    assertThat(typed("check", agent).code()).isZero();
    var broken = typed("check", agent, "--set", "autonomy=wild", "--json");
    assertThat(broken.code()).isEqualTo(2);
    assertThat(at(Json.parse(broken.out()), "ok")).isEqualTo(Value.of(false));
  }

  private void start() {
    assertThat(typed("run", agent, "Pay 12.50", "--as", "clerk", "--quiet").code()).isEqualTo(10);
  }

  /** The newest run. */
  private String run() {
    return ((Value.Text) at(Json.parse(typed("runs", "--json").out()), "runs[0].run")).value();
  }

  /** The first open question. */
  private String id() {
    var open = Json.parse(typed("approvals", "--json").out());
    return ((Value.Text) at(open, "approvals[0].id")).value();
  }

  private Typed typed(String... args) {
    return Typed.command(with(args));
  }

  private String[] with(String... args) {
    var all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--data";
    all[args.length + 1] = folder.resolve("data").toString();
    return all;
  }

  private static Value at(Value document, String path) {
    return ValuePath.parse(path).orElseThrow().in(document).orElseThrow();
  }
}
