package dev.interlock.runtime.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.codec.NamedCodec.Upcaster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpcasterTest {

  /** A closed set as it stands after two changes. */
  public sealed interface Fact {
    /** Version 1 said {@code what}, version 2 {@code text}; version 3 counts. */
    record Said(String text, int times) implements Fact {}

    record Left() implements Fact {}
  }

  private final NamedCodec<Fact> codec =
      new NamedCodec<>(
          Map.of(Fact.Said.class, "said/3", Fact.Left.class, "left/1"),
          List.of(
              new Upcaster("said/2", "said/3", old -> old.with("times", Value.of(1))),
              new Upcaster(
                  "said/1",
                  "said/2",
                  old -> old.without("what").with("text", old.get("what").orElseThrow()))),
          new Forms());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "said/1 | {\"what\":\"hello\"}             | 1",
        "said/2 | {\"text\":\"hello\"}             | 1",
        "said/3 | {\"text\":\"hello\",\"times\":2} | 2",
      })
  void a_form_of_any_version_is_read_step_by_step(String name, String body, int times) {
    assertThat(codec.decode(name, body.getBytes(UTF_8))).isEqualTo(new Fact.Said("hello", times));
  }

  @Test
  void only_the_newest_form_is_written() {
    assertThat(codec.encode(new Fact.Said("hello", 2)).name()).isEqualTo("said/3");
    assertThat(codec.encode(new Fact.Left()).body()).asString(UTF_8).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource({"said/0", "said/4", "left/2", "said"})
  void a_version_that_nobody_wrote_is_unknown(String name) {
    assertThatThrownBy(() -> codec.decode(name, "{}".getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class)
        .hasMessage("unknown form '" + name + "'");
  }

  @Test
  void an_old_form_of_another_shape_is_malformed_and_names_the_old_version() {
    assertThatThrownBy(() -> codec.decode("said/2", "{\"times\":2}".getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class)
        .hasMessage("said/2: 'text' is missing");
    assertThatThrownBy(() -> codec.decode("said/1", "[]".getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> codec.decode("said/1", "{}".getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class);
  }
}
