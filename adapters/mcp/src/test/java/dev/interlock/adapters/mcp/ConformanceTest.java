package dev.interlock.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public suite's scenarios for clients; {@code docs/mcp-conformance.md} tells of each. */
@Timeout(120)
class ConformanceTest {
  private static final Path PAGE = Path.of("../../docs/mcp-conformance.md");
  private static final Pattern SCENARIO = Pattern.compile("  - (\\S+) \\[.*");

  @TempDir Path results;

  /** What one run of the suite came to. */
  private record Ran(int exit, String said) {}

  @ParameterizedTest
  @ValueSource(strings = {"initialize", "tools_call", "sse-retry"})
  void a_scenario_passes(String scenario) throws Exception {
    var client =
        Path.of(System.getProperty("java.home"), "bin", "java")
            + " -XX:TieredStopAtLevel=1 -cp "
            + System.getProperty("java.class.path")
            + " "
            + ConformanceClient.class.getName();
    var ran = suite("client", "--command", client, "--scenario", scenario);
    assertThat(ran.exit()).as(ran.said()).isZero();
    assertThat(ran.said()).contains("Passed: ").doesNotContain("FAILURE");
    assertThat(Files.readString(PAGE)).contains("| `" + scenario + "` | passes |");
  }

  @Test
  void every_scenario_for_clients_is_passed_or_explained() throws Exception {
    var listed = suite("list").said();
    var scenarios = new ArrayList<String>();
    for (var line : listed.substring(listed.indexOf("Client scenarios")).lines().toList()) {
      var matcher = SCENARIO.matcher(line);
      if (matcher.matches()) scenarios.add(matcher.group(1));
    }
    assertThat(scenarios).contains("initialize").hasSizeGreaterThan(20);
    var page = Files.readString(PAGE);
    assertThat(scenarios)
        .allSatisfy(scenario ->
            assertThat(page)
                .containsAnyOf("| `" + scenario + "` | passes |", "| `" + scenario + "` | not |"));
  }

  private Ran suite(String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Peers.installed(Peers.NODE_22).toString(),
                Peers.installed(Peers.CONFORMANCE).toString()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).directory(results.toFile()).redirectErrorStream(true).start();
    try (var out = process.getInputStream()) {
      var said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return new Ran(process.waitFor(), said);
    } finally {
      process.destroyForcibly();
    }
  }
}
