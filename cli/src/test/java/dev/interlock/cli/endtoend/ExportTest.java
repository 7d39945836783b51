package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.testkit.model.Behaviour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that leaves its machine in one file. */
class ExportTest {
  private static final int TAMPERINGS = 400;

  @TempDir Path folder;

  private Desk desk;
  private Ended run;
  private Path file;

  @BeforeEach
  void a_run_with_a_result_that_lies_beside_its_entry_is_exported() {
    desk = new Desk(folder);
    desk.model.then(Says.look(), Says.credit(), Says.call("huge", "{\"bytes\":70000}"));
    desk.model.then(Behaviour.reply("Done."));
    run = desk.run();
    assertThat(run.status()).as(run.json().json()).isEqualTo("COMPLETED");
    file = folder.resolve("run.interlock");
    var said = desk.say("export", run.text("run"), "-o", file.toString());
    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.out()).contains("head " + desk.head(id()));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void it_is_proved_without_its_store_and_against_a_head_that_was_noted() throws IOException {
    var head = desk.head(id());
    var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    var copy = Files.copy(file, elsewhere.resolve("copy"));
    var nothing = elsewhere.resolve("no-data").toString();

    var said = Said.of("verify", copy.toString(), "--head", head, "--json", "--data", nothing);
    assertThat(said.exit()).as(said.out()).isZero();
    assertThat(said.json().get("verified").orElseThrow().json()).isEqualTo("true");
    assertThat(said.out()).contains("\"head\":\"" + head + "\"", "\"skipped\":0");
    var wrong = Said.of("verify", copy.toString(), "--head", "0".repeat(64), "--data", nothing);
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.out()).contains("is not the one that was exported");
    assertThat(elsewhere.resolve("no-data")).doesNotExist();
  }

  @Test
  void whatever_byte_is_changed_it_is_found_and_the_entry_named() throws IOException {
    var whole = Files.readAllBytes(file);
    var random = new Random(42);
    for (var i = 0; i < TAMPERINGS; i++) {
      var tampered = whole.clone();
      var place = i < 10 ? whole.length - 1 - i : random.nextInt(whole.length);
      tampered[place] ^= (byte) (1 << random.nextInt(8));
      refused(tampered, "byte " + place);
    }
  }

  @Test
  void a_line_that_is_missing_swapped_or_added_is_found() throws IOException {
    var lines = Files.readString(file).split("(?<=\n)");
    refused(joined(lines, 3, ""), "without entry 3");
    refused(joined(lines, lines.length - 1, ""), "without its payload");
    refused(joined(lines, 3, lines[4]), "entry 4 twice");
    refused(joined(lines, lines.length - 1, lines[lines.length - 1].repeat(2)), "payload twice");
    refused(joined(lines, 2, "\n" + lines[2]), "a blank line");
    refused((Files.readString(file) + "{}\n").getBytes(StandardCharsets.UTF_8), "one line more");
  }

  @Test
  void what_is_no_export_is_one_clear_line() throws IOException {
    var other = Files.writeString(folder.resolve("other"), "agent: x\n");
    var said = Said.of("verify", other.toString());
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .isEqualTo(
            "interlock: " + other + ": this is no exported journal (interlock export makes one)\n");
  }

  private void refused(byte[] tampered, String how) throws IOException {
    var bad = Files.write(folder.resolve("tampered"), tampered);
    var said = Said.of("verify", bad.toString());
    if (said.exit() == 2) {
      // Then the first line, which says what the file is, is no such line any more.
      assertThat(said.err()).as(how).contains("this is no exported journal");
      assertThat(firstLine(tampered)).as(how).isNotEqualTo(firstLine(Files.readAllBytes(file)));
      return;
    }
    assertThat(said.exit()).as(how).isEqualTo(1);
    assertThat(said.out()).as(how).containsPattern("entry \\d+ ");
  }

  private static String firstLine(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lines().findFirst().orElseThrow();
  }

  private static byte[] joined(String[] lines, int at, String instead) {
    var changed = lines.clone();
    changed[at] = instead;
    return String.join("", changed).getBytes(StandardCharsets.UTF_8);
  }

  private RunId id() {
    return new RunId(run.text("run"));
  }
}
