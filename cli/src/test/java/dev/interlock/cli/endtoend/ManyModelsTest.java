package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.call;
import static dev.interlock.cli.endtoend.Says.credit;
import static dev.interlock.cli.endtoend.Says.done;
import static dev.interlock.cli.endtoend.Says.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Event;
import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.FakeOpenAi;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several models at several addresses work on one run, and its story stays one story. */
class ManyModelsTest {
  @TempDir Path folder;

  private final FakeOpenAi second = FakeOpenAi.start();
  private Desk desk;

  @BeforeEach
  void the_desk_has_a_second_model_at_another_address() {
    desk = new Desk(folder);
    desk.change("attempts: 3\n", "attempts: 1\n" + behind(second.baseUrl()));
  }

  @AfterEach
  void end() {
    desk.close();
    second.close();
  }

  @Test
  void the_model_behind_answers_where_the_first_cannot_and_each_is_paid_at_its_own_price() {
    desk.model.then(refusal(500, "x"), call("lookup", "{\"id\":\"a-1\"}"), refusal(503, "x"));
    second.then(credit().costing(1_000, 0, 100), done().costing(2_000, 0, 10));
    var ended = desk.run();

    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(ended.logged()).hasSize(1);
    // The second costs 2 and 20 a million; the first told 100 tokens in and 20 out.
    assertThat(ended.text("cost.usdMicros"))
        .isEqualTo(String.valueOf(2_000 + 2_000 + 4_000 + 200 + 100 + 200));
    assertThat(permitted(ended))
        .containsExactly(
            "openai/gpt-5-mini",
            "openai/other",
            "openai/gpt-5-mini",
            "openai/gpt-5-mini",
            "openai/other");
    var story = desk.say("show", ended.text("run")).out();
    assertThat(story)
        .contains("The model gpt-5-mini gave no usable reply (provider error)")
        .contains("openai/other is asked instead")
        .contains("The model other proposes 1 call");
    assertThat(desk.say("verify", ended.text("run")).exit()).isZero();
  }

  @Test
  void what_the_first_model_was_shown_the_second_is_shown_too() {
    desk.model.then(call("lookup", "{\"id\":\"a-1\"}"), refusal(500, "x"));
    second.then(done());
    var ended = desk.run();

    assertThat(ended.status()).isEqualTo("COMPLETED");
    var refused = desk.model.requests().get(1).json();
    var answered = second.requests().getFirst().json();
    assertThat(answered.path("messages")).isEqualTo(refused.path("messages"));
    assertThat(answered.path("tools")).isEqualTo(refused.path("tools"));
    assertThat(answered.path("model").asString("")).isEqualTo("other");
  }

  @Test
  void a_provider_that_asks_to_be_left_alone_is_left_alone_by_later_turns() {
    var busy =
        Behaviour.status(
            429,
            Map.of("Retry-After", "120"),
            "{\"error\":{\"message\":\"slow\",\"code\":\"rate_limit\"}}");
    desk.model.then(busy);
    second.then(call("lookup", "{\"id\":\"a-1\"}"), credit(), done());
    var ended = desk.run();

    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(desk.model.requests()).hasSize(1);
    assertThat(faults(ended)).containsExactly("RATE_LIMIT", "CIRCUIT_OPEN", "CIRCUIT_OPEN");
  }

  @Test
  void when_every_model_fails_the_run_says_what_the_last_one_said() {
    desk.model.then(refusal(500, "x"));
    second.then(refusal(401, "invalid_api_key"));
    var ended = desk.run();

    assertThat(ended.status()).isEqualTo("FAILED");
    assertThat(ended.exit()).isEqualTo(12);
    assertThat(ended.text("reason")).contains("unauthenticated");
  }

  @Test
  void a_model_that_answers_under_another_name_is_named_in_the_failures() {
    desk.model.then(credit().as("gpt-4-turbo"), done().as("gpt-5-mini-2025-08-07"));
    var ended = desk.run();

    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(ended.leaves()).containsExactly("REL-6");
    assertThat(ended.text("failures[0].detail"))
        .isEqualTo("asked gpt-5-mini, answered by gpt-4-turbo");
  }

  @Test
  void what_another_model_than_the_pinned_one_says_is_paid_for_and_not_used() {
    desk.change("  output-tokens-max: 500\n", "  output-tokens-max: 500\n  pinned: true\n");
    desk.model.then(credit().as("gpt-4-turbo").costing(1_000, 0, 100));
    desk.model.then(done().as("gpt-5-mini-2025-08-07"));
    second.then(call("lookup", "{\"id\":\"a-1\"}"));
    var ended = desk.run();

    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(ended.logged()).isEmpty();
    assertThat(ended.leaves()).containsExactly("REL-6");
    assertThat(ended.text("failures[0].detail"))
        .isEqualTo("model: asked gpt-5-mini, answered by gpt-4-turbo; it is pinned");
    assertThat(permitted(ended))
        .containsExactly("openai/gpt-5-mini", "openai/other", "openai/gpt-5-mini");
    assertThat(faults(ended)).containsExactly("OTHER_MODEL");
    assertThat(Long.parseLong(ended.text("cost.usdMicros"))).isGreaterThan(2_000);
    assertThat(desk.say("verify", ended.text("run")).exit()).isZero();
  }

  @Test
  void the_small_model_sums_old_turns_up_and_the_goal_stays() {
    desk.change("autonomy: bounded\n", "autonomy: bounded\nbrief-tokens-max: 3500\n");
    for (var i = 0; i < 8; i++) {
      desk.model.then(call("say", "{\"text\":\"" + "w".repeat(900) + i + "\"}"));
    }
    desk.model.then(done());
    second.otherwise(Behaviour.reply("It said w a lot; see [entry 6]."));
    var ended = desk.run();

    assertThat(ended.status()).isEqualTo("COMPLETED");
    var summaries =
        ended.entries().stream()
            .map(entry -> entry.event())
            .filter(Event.TurnsSummarised.class::isInstance)
            .map(Event.TurnsSummarised.class::cast)
            .toList();
    assertThat(summaries).isNotEmpty();
    assertThat(summaries.getFirst().inputs()).isNotEmpty();
    assertThat(summaries.getFirst().model()).isEqualTo("small");
    var last = desk.model.requests().getLast().body();
    assertThat(last).contains(Desk.GOAL).contains("It said w a lot; see [entry 6].");
    var asked = second.requests().getFirst();
    assertThat(asked.json().path("tools").isMissingNode()).isTrue();
    assertThat(asked.body()).contains(Desk.GOAL);
    assertThat(desk.say("verify", ended.text("run")).exit()).isZero();
  }

  private static String behind(String address) {
    return """
      fallback:
        - { use: openai/other, base-url: "%s", price: { input: 2.00, output: 20.00 }, attempts: 1 }
      small: { use: openai/small, base-url: "%s", price: { input: 0.10, output: 0.40 } }
    """
        .formatted(address, address);
  }

  private static List<String> permitted(Ended ended) {
    return ended.entries().stream()
        .map(entry -> entry.event())
        .filter(Event.CommandPermitted.class::isInstance)
        .map(event -> ((Event.CommandPermitted) event).model())
        .filter(model -> model != null)
        .toList();
  }

  private static List<String> faults(Ended ended) {
    return ended.entries().stream()
        .map(entry -> entry.event())
        .filter(Event.ModelFailed.class::isInstance)
        .map(event -> ((Event.ModelFailed) event).fault().name())
        .toList();
  }
}
