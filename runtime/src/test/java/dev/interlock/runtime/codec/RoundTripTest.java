package dev.interlock.runtime.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
  private static final CommandId ID = new CommandId(1, 2, 3);

  private final EventCodec codec = new EventCodec();

  static List<Event> events() {
    return Samples.events();
  }

  static List<Request> requests() {
    return Samples.requests();
  }

  static Stream<Value> awkward() {
    return Stream.of(
        Value.Null.NULL,
        Value.of(""),
        Value.of("\ud83d"),
        Value.of("\u0000\u001f\u2028"),
        Value.of(new BigDecimal("12.50")),
        Value.of(new BigDecimal("0.000")),
        Value.of(new BigDecimal("1e399")),
        Value.of(new BigDecimal("-1e-400")),
        Value.of(new BigDecimal("9".repeat(400) + "." + "1".repeat(400))),
        Value.of(Long.MIN_VALUE),
        Value.of(List.of(Value.Null.NULL, Value.of(List.of()), Value.Obj.EMPTY)),
        Value.of(Map.of("kind", Value.of("inline"), "", Value.Null.NULL)));
  }

  @ParameterizedTest
  @MethodSource("events")
  void an_event_that_is_written_is_read_as_it_was(Event event) {
    var stored = codec.encode(event);

    assertThat(codec.decode(stored.type(), stored.body())).isEqualTo(event);
    assertThat(stored.type()).isEqualTo(EventCodec.nameOf(event.getClass()));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_request_that_is_written_is_read_as_it_was(Request request) {
    assertThat(codec.decodeRequest(codec.encode(request))).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("awkward")
  void awkward_values_survive_in_results_arguments_and_requests(Value value) {
    assertSurvives(new Event.ToolReturned(ID, 1, new Content.Inline(value), Duration.ZERO));
    var reply = new ModelReply("", List.of(new Proposal("c", "t", value)));
    assertSurvives(new Event.ModelReplied(ID, 1, reply, "m", null, null, Duration.ZERO, null));
    var late = new Request.Late(ID, 1, new Content.Inline(value));
    assertThat(codec.decodeRequest(codec.encode(late))).isEqualTo(late);
  }

  @Test
  void what_may_be_read_from_a_tool_or_a_model_can_be_read_back_from_the_journal() {
    var deepest = Json.parse("[".repeat(200) + "]".repeat(200));

    assertSurvives(new Event.ToolReturned(ID, 1, new Content.Inline(deepest), Duration.ZERO));
    var reply = new ModelReply("", List.of(new Proposal("c", "t", deepest)));
    assertSurvives(new Event.ModelReplied(ID, 1, reply, "m", null, null, Duration.ZERO, null));
  }

  @Test
  void a_content_is_inline_up_to_its_bound_and_stored_beyond() {
    var fits = Value.of("x".repeat(Content.INLINE_BYTES_MAX - 2));
    var over = Value.of("x".repeat(Content.INLINE_BYTES_MAX - 1));

    assertThat(EventCodec.content(fits)).isEqualTo(new Content.Inline(fits));
    assertThat(EventCodec.content(over))
        .isInstanceOfSatisfying(
            Content.Stored.class,
            stored -> {
              assertThat(stored.bytes()).isEqualTo(Content.INLINE_BYTES_MAX + 1);
              assertThat(stored.beginning()).hasSize(16_384);
            });
  }

  @Test
  void a_stored_content_is_found_under_the_digest_of_its_bytes_whatever_its_numbers() {
    var priced =
        Value.of(
            Map.of("text", Value.of("x".repeat(70_000)), "n", Value.of(new BigDecimal("12.50"))));

    var stored = (Content.Stored) EventCodec.content(priced);

    assertThat(Digest.of(EventCodec.payload(priced))).isEqualTo(stored.digest());
    assertThat(Json.parse(EventCodec.payload(priced))).isEqualTo(priced);
  }

  @Test
  void a_charters_digest_pins_everything_in_it() {
    var charter = SampleCharter.full();

    assertThat(codec.digest(charter)).isEqualTo(codec.digest(SampleCharter.full()));
    assertThat(codec.tree(charter).canonical()).contains("0.8").contains("orders:write");
  }

  private void assertSurvives(Event event) {
    var stored = codec.encode(event);
    assertThat(codec.decode(stored.type(), stored.body())).isEqualTo(event);
    assertThat(new String(stored.body(), UTF_8).getBytes(UTF_8)).isEqualTo(stored.body());
  }
}
