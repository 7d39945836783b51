package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Says.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.testkit.model.Behaviour;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sits at a terminal hears an answer while it is given, marked as what it is. */
class StreamingTest {
  @TempDir Path folder;

  @Test
  void an_answer_is_heard_while_it_is_given_and_marked_provisional() {
    try (var desk = new Desk(folder)) {
      desk.model.then(look(), Behaviour.reply("All is well with account a-1."));
      var said = Said.watched(command(desk));

      assertThat(said.exit()).isZero();
      var provisional = said.out().indexOf("     provisional  All is well with account a-1.");
      var told = said.out().indexOf("answers: \"All is well with account a-1.\"");
      assertThat(provisional).as(said.out()).isPositive().isLessThan(told);
      assertThat(desk.model.requests().getLast().json().path("stream").asBoolean(false)).isTrue();
    }
  }

  @Test
  void the_journal_tells_queue_time_first_token_and_model_time_apart() {
    try (var desk = new Desk(folder)) {
      desk.model.then(Behaviour.reply("All is well."));
      var said = Said.watched(command(desk));
      assertThat(said.exit()).isZero();
      var run = desk.runs().items().getFirst();
      var ended = desk.ended(desk.say("show", Said.name(run), "--json"));
      var reply =
          ended.entries().stream()
              .map(entry -> entry.event())
              .filter(ModelReplied.class::isInstance)
              .map(ModelReplied.class::cast)
              .findFirst()
              .orElseThrow();
      var times = Objects.requireNonNull(reply.times());
      assertThat(times.queued().isNegative()).isFalse();
      assertThat(Objects.requireNonNull(times.firstToken())).isLessThanOrEqualTo(reply.took());
      assertThat(desk.say("show", ended.text("run")).out()).contains(", first token after ");
    }
  }

  @Test
  void who_is_not_there_hears_nothing_and_the_answer_comes_whole() {
    try (var desk = new Desk(folder)) {
      desk.model.then(Behaviour.reply("All is well."));
      var said = Said.of(command(desk));

      assertThat(said.exit()).isZero();
      assertThat(said.out()).doesNotContain("provisional");
      assertThat(desk.model.requests().getLast().json().path("stream").asBoolean(false)).isFalse();
    }
  }

  private static String[] command(Desk desk) {
    return new String[] {
      "--data", desk.data().toString(), "run", desk.file().toString(), Desk.GOAL, "--as", "ann"
    };
  }
}
