package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.Grounded.BEFORE;
import static dev.interlock.kernel.run.Grounded.desk;
import static dev.interlock.kernel.run.Grounded.finds;
import static dev.interlock.kernel.run.Grounded.looks;
import static dev.interlock.kernel.run.Grounded.returns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Bounds.Counts;
import dev.interlock.kernel.charter.Grounds;
import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.LookImpossible;
import dev.interlock.kernel.run.Event.LookPrepared;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read before a call is judged, and when. */
class LooksTest {
  private static final Look SECOND = new Look("customer", "look", Map.of());

  @Test
  void a_call_is_judged_once_everything_that_it_is_judged_by_has_been_read() {
    var life = new Life(desk(null, BEFORE, SECOND)).proposes("pay");

    finds(life, "open");
    assertThat(tools(life)).isEmpty();
    finds(life, "ann");

    assertThat(tools(life)).containsExactly("pay");
    assertThat(pay(life).looked().found().keySet()).containsExactlyInAnyOrder("order", "customer");
  }

  @Test
  void the_model_hears_nothing_of_what_is_read() {
    var life = new Life(desk(null, BEFORE)).proposes("pay");
    var before = life.state().transcript();

    finds(life, "open");

    assertThat(life.state().transcript()).isEqualTo(before);
    assertThat(life.state().history().called("look")).isZero();
  }

  @Test
  void a_call_that_is_not_offered_is_refused_without_a_look() {
    var life = new Life(desk(null, BEFORE)).proposes("nothing-like-it");

    assertThat(life.state().toLook(life.now())).isEmpty();
  }

  @Test
  void what_comes_later_in_a_turn_waits_for_what_is_read_for_an_earlier_call() {
    var life = new Life(desk(null, BEFORE)).proposes("pay", "ship");
    assertThat(tools(life)).isEmpty();

    finds(life, "open");

    assertThat(tools(life)).containsExactly("pay", "ship");
  }

  @Test
  void nothing_is_read_for_a_call_before_those_ahead_of_it_have_an_outcome() {
    var life = new Life(desk(null, BEFORE)).proposes("ship", "pay");
    assertThat(life.state().toLook(life.now())).isEmpty();

    life.returns("shipped");

    assertThat(life.state().toLook(life.now())).isPresent();
  }

  @Test
  void what_was_read_more_than_a_minute_ago_is_read_again() {
    var life = new Life(desk(null, BEFORE)).proposes("pay");
    looks(life).record(new Event.RunPaused("ada", "lunch"));
    returns(life, "open");
    life.after(Duration.ofSeconds(61)).record(new Event.RunContinued("ada")).judge();
    assertThat(tools(life)).isEmpty();

    finds(life, "open");

    assertThat(tools(life)).containsExactly("pay");
  }

  @Test
  void what_was_read_less_than_a_minute_ago_is_not() {
    var life = new Life(desk(null, BEFORE)).proposes("pay");
    looks(life).record(new Event.RunPaused("ada", "lunch"));
    returns(life, "open");

    life.after(Duration.ofSeconds(59)).record(new Event.RunContinued("ada")).judge();

    assertThat(tools(life)).containsExactly("pay");
  }

  @Test
  void what_was_read_before_a_person_said_yes_is_read_again() {
    var grounds = new Grounds(List.of(BEFORE), null);
    var life = new Life(desk(Autonomy.ASSIST, grounds, List.of(), List.of())).proposes("pay");
    finds(life, "open");

    Undone.grant(life);
    assertThat(tools(life)).isEmpty();
    finds(life, "closed");

    assertThat(tools(life)).containsExactly("pay");
  }

  @Test
  void a_further_attempt_rests_on_what_the_first_did() {
    var life = new Life(desk(null, BEFORE)).proposes("pay");
    finds(life, "open");

    life.record(new ToolFailed(life.permitted(), 1, ToolFault.NETWORK, "lost", null))
        .after(Duration.ofMinutes(5))
        .judge();

    assertThat(tools(life)).containsExactly("pay");
  }

  @Test
  void a_call_is_denied_when_what_it_is_judged_by_cannot_be_worked_out() {
    var life = new Life(desk(null, BEFORE)).proposes("pay");
    var pay = pay(life).command().id();

    life.record(new LookImpossible(pay, "order", "look.id: no such key: id")).judge();

    assertThat(denied(life))
        .isEqualTo("facts.order could not be established: look.id: no such key: id");
    assertThat(told(life)).contains("refused by facts: facts.order could not be established");
  }

  @Test
  void a_call_is_denied_when_what_it_is_judged_by_cannot_be_read() {
    var life = new Life(desk(null, BEFORE)).proposes("pay");
    looks(life);

    var look = life.permitted();
    life.record(new ToolFailed(look, 1, ToolFault.NOT_FOUND, "no order 7", null)).judge();

    assertThat(denied(life))
        .isEqualTo("facts.order could not be established: look: not_found: no order 7");
  }

  @Test
  void a_call_is_denied_when_what_was_read_may_not_be_relied_on() {
    var life = new Life(desk(null, BEFORE)).proposes("pay");
    looks(life);
    var flaw = new Assessment.Flaw(ResultFault.OUTDATED, "it is as of yesterday");
    var stale = Assessment.of(List.of(flaw), "cel");

    life.record(
            new Event.ToolReturned(
                life.permitted(), 1, new Content.Inline(Value.of("old")), Duration.ZERO, stale))
        .judge();

    assertThat(denied(life)).contains("facts.order could not be established").contains("yesterday");
  }

  @Test
  void a_call_is_denied_when_what_was_read_is_too_large() {
    var life = new Life(desk(null, BEFORE)).proposes("pay");
    looks(life);

    var stored = new Content.Stored(Digest.of("x"), 1_000_000, "x");
    life.record(new Event.ToolReturned(life.permitted(), 1, stored, Duration.ZERO)).judge();

    assertThat(denied(life)).endsWith("look: its result is too large to judge by");
  }

  @Test
  void a_read_uses_up_a_call_of_the_budget_and_one_over_it_denies_the_call() {
    var plain = TestCharters.budget();
    var none = new Counts(20, 20, 0, 3);
    var budget =
        new Budget(none, plain.tokens(), plain.costMicros(), plain.time(), plain.deadline());
    var desk = desk(null, BEFORE);
    var bounds = TestCharters.bounds(Autonomy.BOUNDED, budget);
    var life = new Life(TestCharters.of(desk.tools(), bounds, desk.rules())).proposes("pay");

    looks(life);

    assertThat(denied(life)).contains("look: refused by budget");
  }

  @Test
  void a_read_whose_call_is_gone_has_no_consequence() {
    var life = new Life(desk(null, BEFORE)).proposes("pay");
    looks(life);
    life.record(new Event.RunCancelled(Undone.ADA, Undone.REQUEST)).judge();

    returns(life, "open");

    assertThat(life.state().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void an_answer_is_judged_by_what_is_read_for_it() {
    var grounds = new Grounds(List.of(), null);
    var life = new Life(desk(Autonomy.BOUNDED, grounds, List.of(), List.of(BEFORE)));
    life.answers("done");
    assertThat(life.state().over()).isFalse();

    finds(life, "open");

    assertThat(life.state().status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void an_answer_is_refused_when_what_it_is_judged_by_cannot_be_read() {
    var grounds = new Grounds(List.of(), null);
    var life = new Life(desk(Autonomy.BOUNDED, grounds, List.of(), List.of(BEFORE)));
    life.answers("done");

    var answer = life.state().toLook(life.now()).orElseThrow().owner().command().id();
    life.record(new LookImpossible(answer, "order", "no such key")).judge();

    assertThat(denied(life))
        .isEqualTo("not done yet: facts.order could not be established: no such key");
  }

  @Test
  void a_read_that_the_charter_does_not_name_is_no_entry_of_this_run() {
    var life = new Life(desk(null, BEFORE)).proposes("pay");
    var pay = pay(life).command().id();

    assertThatThrownBy(
            () -> life.record(new LookPrepared(pay, "other", "look", Value.Obj.EMPTY, "none")))
        .isInstanceOf(JournalCorruptException.class)
        .hasMessage(pay + " is not judged by other");
  }

  @Test
  void only_a_tool_that_reads_and_rests_on_nothing_itself_can_be_read_with() {
    var write = new Look("x", "ship", Map.of());

    assertThatThrownBy(() -> desk(null, write))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("facts.x: ship is no tool that reads and has no facts");
    assertThatThrownBy(() -> desk(null, new Look("x", "nowhere", Map.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> tools(Life life) {
    return life.state().permitted().stream()
        .map(one -> ((InvokeTool) one.command()).tool())
        .toList();
  }

  private static Pending pay(Life life) {
    return life.state().pending().values().stream()
        .filter(one -> one.command() instanceof InvokeTool call && call.tool().equals("pay"))
        .findFirst()
        .orElseThrow();
  }

  private static String denied(Life life) {
    return life.entries().reversed().stream()
        .map(Entry::event)
        .filter(event -> !(event instanceof CommandPermitted))
        .filter(CommandDenied.class::isInstance)
        .map(event -> ((CommandDenied) event).denial().reason())
        .findFirst()
        .orElseThrow();
  }

  private static String told(Life life) {
    return life.state().transcript().messages().stream()
        .filter(Message.FromTool.class::isInstance)
        .map(message -> ((Message.FromTool) message).text())
        .reduce((_, last) -> last)
        .orElseThrow();
  }
}
