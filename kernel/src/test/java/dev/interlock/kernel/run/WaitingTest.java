package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.RECONCILE;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.EffectClass.Once;
import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.charter.ToolContract.Exposure;
import dev.interlock.kernel.charter.ToolContract.Limits;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.RunPaused;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long is waited, for what, and how long what is under way may take. */
class WaitingTest {
  private static final CommandId ID = new CommandId(1, 2, 3);

  @ParameterizedTest
  @CsvSource({"1, 1000", "2, 2000", "3, 4000", "5, 16000", "6, 30000", "60, 30000"})
  void the_wait_doubles_with_each_failure_up_to_half_a_minute(int failures, long wholeMillis) {
    var whole = Duration.ofMillis(wholeMillis);

    var wait = Backoff.before(failures, Duration.ofSeconds(1), ID);

    assertThat(wait).isBetween(whole.dividedBy(2), whole);
    assertThat(Backoff.before(failures, Duration.ofSeconds(1), ID)).isEqualTo(wait);
  }

  @Test
  void waits_are_whole_microseconds() {
    assertThat(Backoff.micros(Duration.ofNanos(5_001_234_567L)))
        .isEqualTo(Duration.ofNanos(5_001_234_000L));
  }

  /** Each digit is the timeout in seconds of a read, each digit after a minus of an effect. */
  @ParameterizedTest
  @CsvSource({
    "'',                 0,  0",
    "3,                  0,  3",
    "3 5 4,              0,  5",
    "5 3,                0,  5",
    "-7,                 7,  7",
    "-7 3,               7,  10",
    "3 -7,               10, 10",
    "2 3 -7 4 -1,        15, 15",
    "1 1 1 1 1 1 1,      0,  1",
    "1 1 1 1 1 1 1 1,    1,  1",
    "1 1 1 1 1 1 1 1 2,  1,  3",
  })
  void reads_that_stand_together_take_as_long_as_the_longest_and_effects_one_after_the_other(
      String under, long beforeRead, long beforeEffect) {
    var tools = new ArrayList<ToolContract>();
    for (var one : Stream.of(under.split(" ")).filter(text -> !text.isEmpty()).toList()) {
      var seconds = Integer.parseInt(one);
      var effect = seconds < 0 ? KEYED : EffectClass.Read.READ;
      tools.add(tool("tool" + tools.size(), effect, Math.abs(seconds)));
    }
    var names = tools.stream().map(ToolContract::name).toArray(String[]::new);
    tools.add(tool("look", EffectClass.Read.READ, 1));
    tools.add(tool("pay", KEYED, 1));
    var life = new Life(TestCharters.of(tools));
    if (names.length > 0) life.proposes(names);

    assertThat(life.state().timeReservedBefore(call("look"))).hasSeconds(beforeRead);
    assertThat(life.state().timeReservedBefore(call("pay"))).hasSeconds(beforeEffect);
  }

  @Test
  void a_held_call_wakes_the_run_when_its_question_expires() {
    var expire = Duration.ofMinutes(30);
    var terms = new ApprovalTerms(expire, List.of(), false);
    var rules = new Rules(List.of(), List.of(), terms, null, List.of(), null);
    var bounds = TestCharters.bounds(Autonomy.ASSIST);
    var pay = List.of(effect("pay", KEYED));
    var life = new Life(TestCharters.of(pay, bounds, rules)).proposes("pay");

    assertThat(life.state().nextTimer()).contains(life.now().plus(expire));
    assertThat(life.state().status()).isEqualTo(Status.WAITING_APPROVAL);
  }

  @Test
  void a_paused_run_is_not_woken_for_another_attempt() {
    var life = new Life(TestCharters.of(List.of(read("look")))).proposes("look");
    life.record(new ToolFailed(life.permitted(), 1, ToolFault.TIMEOUT, "no answer", null));
    assertThat(life.state().nextTimer().orElseThrow())
        .isBefore(life.now().plus(Duration.ofSeconds(1)));
    assertThat(life.state().status()).isEqualTo(Status.WAITING_TIMER);

    life.record(new RunPaused("ann", "lunch"));

    assertThat(life.state().nextTimer()).contains(life.state().mandate().deadline());
    assertThat(life.state().status()).isEqualTo(Status.PAUSED);
  }

  @Test
  void a_run_in_which_something_can_be_judged_now_is_running() {
    var life = new Life(TestCharters.of(List.of()));

    assertThat(life.state().status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void a_tool_that_says_when_to_come_back_is_left_alone_until_then() {
    var life = new Life(TestCharters.of(List.of(read("look")))).proposes("look");
    var wait = Duration.ofSeconds(7);
    life.record(new ToolFailed(life.permitted(), 1, ToolFault.RATE_LIMIT, "busy", wait));

    assertThat(life.state().nextTimer()).contains(life.now().plus(wait));
  }

  @Test
  void a_call_that_was_never_begun_is_wanted_again_at_once() {
    var life = new Life(TestCharters.of(List.of(effect("mail", Once.ONCE)))).proposes("mail");
    var mail = life.permitted();

    life.record(new ToolFailed(mail, 1, ToolFault.NOT_BEGUN, "too late", null)).judge();

    assertThat(life.permitted()).isEqualTo(mail);
  }

  @Test
  void a_run_that_heads_for_its_end_tries_nothing_again() {
    var life = new Life(TestCharters.of(List.of(read("look")))).proposes("look");
    life.record(new Event.DeadlinePassed());

    life.record(new ToolFailed(life.permitted(), 1, ToolFault.TIMEOUT, "no answer", null)).judge();

    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
  }

  @Test
  void an_attempt_that_fails_for_good_does_not_settle_the_doubt_of_the_one_before() {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED)))).proposes("pay");
    var pay = life.permitted();
    life.record(new OutcomeUnknown(pay, 1, ToolFault.TIMEOUT, "gone")).judge();

    life.record(new ToolFailed(pay, 2, ToolFault.PERMISSION, "no", null)).judge();

    assertThat(life.state().status()).isEqualTo(Status.OUTCOME_UNKNOWN);
  }

  @Test
  void a_query_that_says_no_for_good_lets_the_call_be_tried_again_and_then_be_told() {
    var charter = TestCharters.of(List.of(effect("post", RECONCILE), read("find")));
    var life = new Life(charter).proposes("post");
    var post = life.permitted();
    for (var attempt = 1; attempt <= 3; attempt += 2) {
      assertThat(life.permitted()).isEqualTo(post);
      life.record(new OutcomeUnknown(post, attempt, ToolFault.TIMEOUT, "gone"));
      life.after(Duration.ofSeconds(10)).judge();
      life.record(new Event.QueryAnswered(post, attempt + 1, false, text("no")));
      assertThat(life.state().permitted()).isEmpty();
      life.after(Duration.ofMinutes(1)).judge();
    }

    assertThat(life.state().history().disproved().get(post.toString())).contains("post");
    assertThat(told(life)).contains("failed: it did not take effect");
    assertThat(life.state().pending()).doesNotContainKey(post);
  }

  @Test
  void the_model_is_told_what_an_effect_that_failed_did_not_do_and_not_what_a_read_did_not() {
    var life = new Life(TestCharters.of(List.of(read("look"), effect("pay", KEYED))));
    failed(life.proposes("look"));
    assertThat(told(life)).isEqualTo("failed: not_found: none");
    failed(life.proposes("pay"));
    assertThat(told(life)).isEqualTo("failed: not_found: none; it did not take effect");
  }

  @Test
  void a_long_result_is_shown_by_its_beginning_and_a_result_that_fits_as_it_is() {
    var life = new Life(TestCharters.of(List.of(read("look"))));
    var most = life.state().transcript().resultCharsMax();
    var fits = "x".repeat(most - 2);
    returned(life, text(fits));
    assertThat(told(life)).isEqualTo('"' + fits + '"');

    returned(life, text(fits + "y"));
    assertThat(told(life)).startsWith('"' + fits + "y… (only the beginning is shown; the whole");

    returned(life, new Content.Stored(Digest.of("z"), 70_000, "\"short"));
    assertThat(told(life)).startsWith("\"short… (only the beginning is shown");
  }

  @Test
  void what_calls_no_model_has_none() {
    var life = new Life(TestCharters.of(List.of()));

    for (var command :
        List.of(call("look"), new Command.AcceptAnswer(ID, "done"), new Command.Summarise(ID))) {
      assertThatThrownBy(() -> life.state().modelOf(command))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no model for " + ID);
    }
  }

  private static void failed(Life life) {
    var none = new ToolFailed(life.permitted(), 1, ToolFault.NOT_FOUND, "none", null);
    var _ = life.record(none).judge();
  }

  private static void returned(Life life, Content content) {
    life.proposes("look", Map.of("n", Value.of(life.state().sequence())));
    var result = new Event.ToolReturned(life.permitted(), 1, content, Duration.ZERO);
    var _ = life.record(result).judge();
  }

  private static String told(Life life) {
    return life.state().transcript().messages().stream()
        .filter(Message.FromTool.class::isInstance)
        .map(message -> ((Message.FromTool) message).text())
        .toList()
        .getLast();
  }

  private static Content text(String text) {
    return new Content.Inline(Value.of(text));
  }

  private static Command call(String tool) {
    return new Command.InvokeTool(ID, "call", tool, Value.Obj.EMPTY, null);
  }

  private static ToolContract tool(String name, EffectClass effect, int seconds) {
    return new ToolContract(
        new Descriptor(name, "a tool", Value.Obj.EMPTY, Digest.of(name)),
        effect,
        effect.isRead() ? Risk.NONE : Risk.WRITE,
        null,
        new Limits(Duration.ofSeconds(seconds), 3, Duration.ofMillis(200), 100_000),
        Exposure.MODEL);
  }
}
