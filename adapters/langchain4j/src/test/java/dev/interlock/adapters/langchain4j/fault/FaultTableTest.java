package dev.interlock.adapters.langchain4j.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.adapters.langchain4j.LangChainModelProvider;
import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.effect.ModelPort.Answer;
import dev.interlock.runtime.effect.ModelPort.Failed;
import dev.interlock.runtime.effect.ModelPort.Replied;
import dev.interlock.runtime.effect.ModelProvider.Connection;
import dev.interlock.testkit.model.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTableTest {
  private static final Path DOCUMENT = Path.of("../../docs/model-faults.md");
  private static final Path WRITTEN = Path.of("target/fault-table.md");
  private static final int RUNS_AT_ONCE = 8;
  private static final Usage SOME = new Usage(100, 0, 20);

  @TempDir Path folder;

  static Stream<Cell> cells() {
    return Cell.all().filter(cell -> cell.notApplicable() == null);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void the_port_tells_each_fault_by_its_type_and_by_what_the_attempt_left(Cell cell) {
    judge(cell, ask(cell, null));
  }

  /** What a stream cannot do is to break off as a stream does: see {@code StreamTest}. */
  @ParameterizedTest
  @MethodSource("cells")
  void a_fault_is_the_same_fault_when_somebody_listens(Cell cell) {
    judge(cell, ask(cell, _ -> {}));
  }

  private static void judge(Cell cell, Answer answer) {
    var fault = cell.fault();
    var usage = fault.billed() ? SOME : null;
    switch (answer) {
      case Failed failed -> {
        assertThat(failed.fault()).isEqualTo(fault.failure());
        assertThat(failed.usage()).isEqualTo(usage);
        assertThat(failed.retryAfter())
            .isEqualTo(fault == Fault.RATE_LIMIT_WITH_PAUSE ? Duration.ofSeconds(1) : null);
        assertThat(failed.message()).isNotBlank().doesNotContain("\n", "Exception", "dev.");
      }
      case Replied replied -> {
        assertThat(fault.failure()).isNull();
        assertThat(replied.usage()).isEqualTo(usage);
        var asked = Ports.use(cell.protocol()).split("/", -1)[1];
        assertThat(replied.model()).isEqualTo(fault == Fault.ANOTHER_NAME ? Cell.ANOTHER : asked);
        var ids = replied.reply().proposals().stream().map(Proposal::callId).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> !id.isBlank());
        assertThat(ids).hasSize(calls(fault));
      }
    }
  }

  private static int calls(Fault fault) {
    return fault == Fault.NULL_IDS || fault == Fault.DUPLICATE_IDS ? 2 : 0;
  }

  private static Answer ask(Cell cell, @Nullable Consumer<String> listener) {
    var timeout = Duration.ofMillis(cell.fault().slow() ? 400 : 50_000);
    var use = Ports.use(cell.protocol());
    var terms = new ModelTerms(use, Price.UNMETERED, 256, timeout, 1);
    var brief = new Brief("Be exact.", List.of(), List.of(new Message.FromUser(1, "Go")));
    try (var server = cell.protocol().start(cell.behaviour());
        var port =
            new LangChainModelProvider()
                .open(new Connection(terms, server.baseUrl(), null, Path.of(".")))) {
      var answer =
          port.ask(
              listener == null
                  ? new ModelPort.Ask(brief, 256, timeout, false)
                  : new ModelPort.Ask(brief, 256, timeout, false, listener));
      assertThat(server.requests()).hasSize(1);
      return answer;
    }
  }

  @Test
  void each_fault_ends_a_run_as_the_document_says() throws Exception {
    var runs = new ConcurrentHashMap<Cell, TableRun>();
    try (var threads = Executors.newFixedThreadPool(RUNS_AT_ONCE)) {
      var all =
          cells()
              .map(cell -> threads.submit(() -> runs.put(cell, TableRun.of(cell, home(cell)))))
              .toList();
      for (var run : all) {
        var _ = run.get();
      }
    }
    runs.forEach(FaultTableTest::judge);
    var table = FaultTable.of(runs);
    Files.writeString(WRITTEN, table);
    if (Boolean.getBoolean("interlock.write")) Files.writeString(DOCUMENT, table);
    assertThat(Files.readString(DOCUMENT))
        .as("docs/model-faults.md; write it anew with -Dinterlock.write=true")
        .isEqualTo(table);
  }

  private Path home(Cell cell) throws IOException {
    return Files.createDirectory(folder.resolve(cell.fault() + "-" + cell.protocol()));
  }

  /** What becomes of an answer under another name is the kernel's to say; the document tells it. */
  private static void judge(Cell cell, TableRun run) {
    if (cell.fault() == Fault.ANOTHER_NAME) return;
    var failure = cell.fault().failure();
    var status = failure == null || failure.retryable() ? Status.COMPLETED : Status.FAILED;
    assertThat(run.status()).as(cell.toString()).isEqualTo(status);
    if (failure != null) {
      assertThat(run.leaves()).as(cell.toString()).containsExactly(failure.leaf().id());
    }
    var again = failure == null ? calls(cell.fault()) / 2 : failure.retryable() ? 1 : 0;
    assertThat(run.asked()).as(cell.toString()).isEqualTo(1 + again);
  }

  /** Writes the table. */
  private static final class FaultTable {
    static String of(Map<Cell, TableRun> runs) {
      var table = new StringBuilder();
      for (var fault : Fault.values()) {
        var failure = fault.failure();
        table.append("| ").append(fault.words()).append(" | ");
        table.append(failure == null ? "a usable answer" : "`" + failure + "`").append(" |");
        for (var protocol : Protocol.values()) {
          var cell = new Cell(fault, protocol);
          var reason = cell.notApplicable();
          var words =
              reason == null ? Objects.requireNonNull(runs.get(cell)).words() : "n/a: " + reason;
          table.append(' ').append(words).append(" |");
        }
        table.append('\n');
      }
      return HEAD + table;
    }

    private static final String HEAD =
        """
        # What models' servers do wrong, and what becomes of it

        This page is written by a test from what it saw: `FaultTableTest` drives one run per cell, in which the model's server (a
        fake that speaks the provider's own wire format, in `testkit`) does one thing wrong and then answers well. `mvn -q -pl
        adapters/langchain4j -am test -Dtest=FaultTableTest -Dsurefire.failIfNoSpecifiedTests=false` runs it again and leaves the table in
        `adapters/langchain4j/target/fault-table.md` (append `; cat` that file to see it); with `-Dinterlock.write=true` it writes this page anew.

        A cell says which leaf of the failure taxonomy the journal shows, how the run ended, and how often the model was asked. The runs
        have `attempts: 2`. Each fault is the same one whether the answer comes whole or in pieces.

        | the server does | the port says | openai | anthropic | google | ollama |
        |---|---|---|---|---|---|
        """;
  }
}
