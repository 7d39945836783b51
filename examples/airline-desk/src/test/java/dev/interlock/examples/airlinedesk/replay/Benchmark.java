package dev.interlock.examples.airlinedesk.replay;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** The benchmark's data and recordings, which are not part of this repository. */
final class Benchmark {
  private static final Path BESIDE = Path.of("../../../shared/data/tau-airline");

  private Benchmark() {}

  /**
   * Returns their folder: {@code INTERLOCK_TAU_AIRLINE}, else beside the repository. A test that
   * needs it says what is missing and is skipped; where {@code CI} is true it fails.
   */
  static Path folder() {
    var named = System.getenv("INTERLOCK_TAU_AIRLINE");
    var folder = named == null ? BESIDE : Path.of(named);
    if (Files.isRegularFile(folder.resolve("runs-even.jsonl"))) return folder.toAbsolutePath();
    var missing =
        "not tried: the recordings of tau-bench's airline are not at "
            + folder
            + "; name their folder in INTERLOCK_TAU_AIRLINE";
    if ("true".equals(System.getenv("CI"))) return fail(missing);
    System.out.println(missing);
    return abort(missing);
  }
}
