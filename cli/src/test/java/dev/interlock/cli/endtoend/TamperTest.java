package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is changed in the database file of a finished run, {@code verify} names the entry. */
class TamperTest {

  @TempDir Path folder;

  private Ended ended;

  /** What is done to the file. */
  interface Hand {
    void change(Tampered file) throws SQLException;
  }

  /**
   * One row.
   *
   * @param entry which {@code verify} must name; 0 for the last
   * @param what it must say of it
   */
  record Change(String name, Hand hand, long entry, String what) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Looks, proposes an unknown tool, credits and answers: 16 entries, of which 8 is a denial. */
  @BeforeEach
  void a_finished_run() {
    try (var desk = new Desk(folder)) {
      desk.model.then(Says.look(), Says.call("wire", "{}"), Says.credit(), Says.done());
      ended = desk.run();
      assertThat(ended.exit()).isZero();
    }
  }

  static Stream<Change> changes() {
    var no = "is not what its hash says";
    return Stream.of(
        new Change(
            "one changed byte of a body",
            file ->
                file.sql(
                    "UPDATE entries SET body = CAST(substr(body, 1, 20) ||"
                        + " char(unicode(substr(CAST(body AS TEXT), 21, 1)) + 1) ||"
                        + " substr(CAST(body AS TEXT), 22) AS BLOB) WHERE place = entry(5)"),
            5,
            no),
        new Change(
            "another amount", file -> file.replace(10, "\"amount\":5", "\"amount\":6"), 10, no),
        new Change(
            "a missing entry in the middle",
            file -> file.sql("DELETE FROM entries WHERE place = entry(7)"),
            7,
            "is missing: entry 8 follows entry 6"),
        new Change(
            "a missing first entry",
            file -> file.sql("DELETE FROM entries WHERE place = entry(1)"),
            1,
            "is missing: entry 2 follows entry 0"),
        new Change("a swapped pair", TamperTest::swap, 9, no),
        new Change(
            "a missing last entry",
            file -> file.sql("DELETE FROM entries WHERE place = entry(16)"),
            16,
            "is missing: the head is at entry 16"),
        new Change(
            "an entry too many",
            file ->
                file.sql(
                    "INSERT INTO entries SELECT entry(17), at, type, body, hash FROM entries WHERE"
                        + " place = entry(16)"),
            17,
            no),
        new Change(
            "a changed time",
            file -> file.sql("UPDATE entries SET at = at + 1 WHERE place = entry(16)"),
            16,
            no),
        new Change(
            "a changed type",
            file -> file.sql("UPDATE entries SET type = 'tool-failed/1' WHERE place = entry(12)"),
            12,
            no),
        new Change(
            "a changed hash",
            file -> file.sql("UPDATE entries SET hash = zeroblob(32) WHERE place = entry(3)"),
            3,
            no),
        new Change(
            "a changed head",
            file -> file.sql("UPDATE runs SET hash = zeroblob(32)"),
            16,
            "is not the one that the head names"),
        new Change(
            "a shortened chain with a head to match, without its end",
            file -> {
              file.sql("DELETE FROM entries WHERE place = entry(16)");
              file.sql("UPDATE runs SET sequence = 15");
            },
            15,
            "is not the one that the head names"),
        new Change(
            "a changed ruling under hashes made anew",
            file -> {
              file.replace(8, "there is no tool", "there was no tool");
              file.chainAnew();
            },
            8,
            "is not the ruling that the gates give on its facts"),
        new Change(
            "a permit of a larger reservation under hashes made anew",
            file -> {
              file.replace(11, "\"time\":\"PT10S\"", "\"time\":\"PT11S\"");
              file.chainAnew();
            },
            11,
            "is not the ruling that the gates give on its facts"),
        new Change(
            "another result under hashes made anew",
            file -> {
              file.replace(5, "100.00", "900.00");
              file.chainAnew();
            },
            6,
            ""),
        new Change(
            "another charter under hashes made anew",
            file -> {
              file.replace(1, "\"toolCalls\":20", "\"toolCalls\":99");
              file.chainAnew();
            },
            1,
            "holds a charter that is not the one of its digest"));
  }

  private static void swap(Tampered file) throws SQLException {
    file.sql("UPDATE entries SET place = entry(99) WHERE place = entry(9)");
    file.sql("UPDATE entries SET place = entry(9) WHERE place = entry(10)");
    file.sql("UPDATE entries SET place = entry(10) WHERE place = entry(99)");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void is_found_and_the_entry_named(Change change) throws SQLException {
    try (var desk = new Desk(folder)) {
      assertThat(verify(desk).exit()).isZero();
      try (var file = new Tampered(desk.data(), run())) {
        change.hand().change(file);
      }
      var verified = verify(desk);

      assertThat(verified.exit()).isEqualTo(1);
      assertThat(verified.out()).contains("  entry " + change.entry() + " " + change.what());
    }
  }

  @Test
  void a_chain_replaced_as_a_whole_is_found_only_with_an_exported_head() throws SQLException {
    try (var desk = new Desk(folder)) {
      var exported = desk.head(run());
      assertThat(desk.say("verify", run().text(), "--head", exported).exit()).isZero();
      try (var file = new Tampered(desk.data(), run())) {
        file.sql(
            "UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), '\"took\":\"PT',"
                + " '\"took\":\"PT9') AS BLOB) WHERE place = entry(12)");
        file.chainAnew();
      }

      assertThat(verify(desk).exit()).isZero();
      var verified = desk.say("verify", run().text(), "--head", exported);
      assertThat(verified.exit()).isEqualTo(1);
      assertThat(verified.out()).contains("  entry 16 is not the one that was exported\n");
    }
  }

  @Test
  void another_text_in_place_of_a_result_that_lies_beside_its_entry_is_found() throws SQLException {
    try (var desk = new Desk(folder)) {
      desk.model.then(Says.call("say", "{\"text\":\"" + "x".repeat(70_000) + "\"}"), Says.done());
      var large = desk.run();
      var id = new RunId(large.text("run"));
      assertThat(verify(desk).exit()).isZero();
      try (var file = new Tampered(desk.data(), id)) {
        file.sql("UPDATE payloads SET body = CAST(replace(CAST(body AS TEXT), 'x', 'y') AS BLOB)");
      }

      var verified = verify(desk);
      assertThat(verified.exit()).isEqualTo(1);
      assertThat(verified.out()).contains("  entry 5 ");
    }
  }

  @ParameterizedTest(name = "behind {0} letters")
  @ValueSource(ints = {0, 1})
  void a_large_result_that_is_cut_within_a_letter_of_two_halves_is_proved_as_it_was(int before) {
    try (var desk = new Desk(folder)) {
      var text = "x".repeat(before) + "\uD83D\uDE00".repeat(20_000);
      desk.model.then(Says.call("say", "{\"text\":\"" + text + "\"}"), Says.done());
      assertThat(desk.run().exit()).isZero();

      assertThat(verify(desk).exit()).isZero();
    }
  }

  @Test
  void an_unknown_run_cannot_be_verified() {
    try (var desk = new Desk(folder)) {
      var refused = desk.say("verify", "0".repeat(26));
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).startsWith("interlock: there is no run '" + "0".repeat(26) + "'");
    }
  }

  @Test
  void a_store_that_is_no_database_cannot_be_verified() throws IOException {
    try (var desk = new Desk(folder)) {
      var _ = Files.writeString(desk.data().resolve("interlock.db"), "no database\n".repeat(999));
      var refused = verify(desk);
      assertThat(refused.exit()).isIn(2, 3);
      assertThat(refused.err().strip()).doesNotContain("\n");
    }
  }

  private static Said verify(Desk desk) {
    return desk.say("verify");
  }

  private RunId run() {
    return new RunId(ended.text("run"));
  }
}
