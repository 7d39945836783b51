package dev.interlock.runtime.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was once written must be readable for ever. A sample is never changed and never removed: a
 * new form gets a new version, a new file and an upcaster.
 */
class GoldenSamplesTest {
  private final EventCodec codec = new EventCodec();

  static Stream<Class<?>> eventTypes() {
    return closed(Event.class);
  }

  static Stream<Class<?>> requestTypes() {
    return closed(Request.class);
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void every_event_has_a_golden_sample_that_reads_and_writes_the_same(Class<? extends Event> type) {
    var name = EventCodec.nameOf(type);
    var golden = golden(name);
    assertThat(golden).as("a golden sample of " + name).isPresent();

    var event = codec.decode(name, golden.get().getBytes(UTF_8));

    assertThat(event).isInstanceOf(type).isEqualTo(firstEvents().get(type));
    var written = codec.encode(event);
    assertThat(written.type()).isEqualTo(name);
    assertThat(new String(written.body(), UTF_8)).isEqualTo(golden.get());
  }

  @ParameterizedTest
  @MethodSource("requestTypes")
  void every_request_has_a_golden_sample_that_reads_and_writes_the_same(Class<?> type) {
    var sample = Samples.requests().stream().filter(type::isInstance).findFirst().orElseThrow();
    var letter = new String(codec.encode(sample), UTF_8);
    var name = letter.substring(0, letter.indexOf('\n'));
    var golden = golden("request-" + name);
    assertThat(golden).as("a golden sample of " + name).isPresent();

    var request = codec.decodeRequest((name + "\n" + golden.get()).getBytes(UTF_8));

    assertThat(request).isEqualTo(sample);
    assertThat(letter).isEqualTo(name + "\n" + golden.get());
  }

  /** What was written before a member came has none of it: that is the sample of the name alone. */
  static Stream<Arguments> laterMembers() {
    return Stream.of(
        arguments("tool-returned/1", "assessed", flawed()),
        arguments("run-started/1", "with-fallback", SampleCharter.startedWithFallback()),
        arguments("run-ended/1", "by-function", Samples.BY_FUNCTION),
        arguments("run-started/1", "with-results", SampleCharter.startedWithResults()),
        arguments("run-started/1", "with-undo", SampleCharter.startedWithUndo()),
        arguments("run-started/1", "with-grounds", SampleCharter.startedWithGrounds()),
        arguments("command-permitted/1", "confirmed", Samples.CONFIRMED),
        arguments("run-ended/1", "rolled-back", rolledBack()));
  }

  @ParameterizedTest
  @MethodSource("laterMembers")
  void a_member_that_came_later_has_a_sample_of_its_own(String name, String what, Event event) {
    var golden = golden(name + "-" + what);

    assertThat(new String(codec.encode(event).body(), UTF_8)).isEqualTo(golden.orElse("no sample"));
    assertThat(codec.decode(name, golden.orElseThrow().getBytes(UTF_8))).isEqualTo(event);
  }

  @Test
  void a_late_answer_carries_how_it_was_assessed() {
    var late =
        Samples.requests().stream()
            .filter(request -> request instanceof Request.Late(_, _, _, var of) && of != null)
            .findFirst()
            .orElseThrow();
    var golden = golden("request-late/1-assessed").orElse("no sample");

    assertThat(new String(codec.encode(late), UTF_8)).isEqualTo("late/1\n" + golden);
    assertThat(codec.decodeRequest(("late/1\n" + golden).getBytes(UTF_8))).isEqualTo(late);
  }

  @Test
  void a_result_of_before_there_were_contracts_counts_as_complete() {
    var old = golden("tool-returned/1").orElseThrow();

    var event = (Event.ToolReturned) codec.decode("tool-returned/1", old.getBytes(UTF_8));

    assertThat(event.assessment()).isNull();
    assertThat(Assessment.complete(event.assessment())).isTrue();
  }

  private static Event rolledBack() {
    return Samples.events().stream()
        .filter(event -> event instanceof Event.RunEnded(Ending.RolledBack _))
        .findFirst()
        .orElseThrow();
  }

  private static Event flawed() {
    return Samples.events().stream()
        .filter(event ->
            event instanceof Event.ToolReturned returned
                && Samples.FLAWED.equals(returned.assessment()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void names_are_kebab_and_carry_a_version_and_no_two_are_the_same() {
    var names = eventTypes().map(type -> EventCodec.nameOf(type.asSubclass(Event.class))).toList();

    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+/[1-9]\\d*"));
  }

  private static Map<Class<?>, Event> firstEvents() {
    return Samples.events().stream()
        .collect(toMap(Event::getClass, event -> event, (first, _) -> first, LinkedHashMap::new));
  }

  private static Stream<Class<?>> closed(Class<?> set) {
    return Stream.of(set.getPermittedSubclasses())
        .flatMap(one -> one.isSealed() ? closed(one) : Stream.of(one));
  }

  private static Optional<String> golden(String name) {
    var file = "golden/" + name.replace('/', '-') + ".json";
    try (var in = GoldenSamplesTest.class.getResourceAsStream(file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), UTF_8).strip());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
