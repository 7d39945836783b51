package dev.interlock.runtime.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedTest {
  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "run-continued/1 | {`by`:`a`,`why`:`x`} | RunContinued has no member [why]",
        "run-continued/1 | {}                   | 'by' is missing",
        "run-continued/1 | {`by`:null}          | by: expected text, got null",
        "run-continued/1 | {`by`:7}             | by: expected text, got num",
        "run-continued/1 | []                   | expected an object, got arr",
        "run-paused/2    | {}                   | unknown form 'run-paused/2'",
        "run-paused      | {}                   | unknown form 'run-paused'",
        "approval-expired/1 | {`command`:`x`}   | command: not a call id: 'x', expected like"
            + " 1.12.0: 'x'",
        "run-ended/1 | {`ending`:{}}            | ending: expected an object with a kind, got obj",
        "run-ended/1 | {`ending`:{`kind`:`exploded`}} | ending: unknown kind 'exploded'",
        "run-ended/1 | {`ending`:{`kind`:`failed`,`leaf`:`tol-99`,`reason`:``}} | ending: leaf:"
            + " unknown name 'tol-99'",
        "driver-started/1 | {`epoch`:1.5,`pid`:1,`processStartedAt`:`2026-01-01T00:00:00Z`} |"
            + " epoch: out of range: 1.5",
        "driver-started/1 |"
            + " {`epoch`:9223372036854775808,`pid`:1,`processStartedAt`:`2026-01-01T00:00:00Z`} |"
            + " epoch: out of range: 9223372036854775808",
        "driver-started/1 | {`epoch`:1,`pid`:1,`processStartedAt`:`yesterday`} | processStartedAt:"
            + " Text 'yesterday' could not be parsed",
        "tool-returned/1 |"
            + " {`attempt`:1,`command`:`1.2.3`,`result`:{`kind`:`stored`,`digest`:`x`,`bytes`:1,`beginning`:``},`took`:`PT0S`}"
            + " | result: digest: not a SHA-256 digest: x",
        "model-replied/1 | {`attempt`:1,`command`:`1.2.3`,`model`:`m`,`reply`:{`text`:`"
            + " `},`took`:`PT0S`} | reply: ModelReply refused its members: empty reply",
        "query-answered/1 |"
            + " {`answer`:{`kind`:`inline`,`value`:1},`attempt`:1,`command`:`1.2.3`,`happened`:`yes`}"
            + " | happened: expected true or false, got text",
        "run-continued/1 | {`by`:`a`} x         | run-continued/1: ",
        "run-continued/1 | {`by`:`a`,`by`:`b`}  | Duplicate",
        "approval-edited/1 |"
            + " {`arguments`:[],`by`:{`name`:`a`,`tenant`:`t`,`operatingSystemUser`:``},`command`:`1.2.3`,`request`:`r`}"
            + " | ",
      })
  void what_no_version_wrote_is_refused_with_the_place_and_the_problem(
      String name, String body, String problem) {
    var json = body.replace('`', '"').getBytes(UTF_8);

    assertThatThrownBy(() -> codec.decode(name, json))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(problem == null ? name : problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "approve/1",
        "approve/1 {}",
        "approve/1\n",
        "approve/1\n{}",
        "approve/2\n{}",
        "\n{}",
        "run-continued/1\n{\"by\":\"a\"}",
        "continue/1\n{\"by\":\"a\"} x",
      })
  void what_is_no_request_is_refused(String letter) {
    assertThatThrownBy(() -> codec.decodeRequest(letter.getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void a_message_names_the_form_that_could_not_be_read() {
    assertThatThrownBy(() -> codec.decode("run-continued/1", "{}".getBytes(UTF_8)))
        .hasMessage("run-continued/1: 'by' is missing");
  }
}
