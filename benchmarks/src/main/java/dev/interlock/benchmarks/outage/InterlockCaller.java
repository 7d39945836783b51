package dev.interlock.benchmarks.outage;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.Interlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Interlock as anybody embeds it, with the agent of {@code outage.yaml} and no limit stated. */
final class InterlockCaller implements Caller {
  private static final Duration END_WITHIN = Duration.ofMinutes(10);
  private static final Principal ANN = Principal.of("ann");

  private final Interlock interlock;
  private final Agent agent;

  InterlockCaller(URI service, Path folder) {
    var _ = copy("outage-api.yaml", folder, service);
    this.interlock = Interlock.open(folder.resolve("data"));
    this.agent = Agent.load(copy("outage.yaml", folder, service));
  }

  private static Path copy(String name, Path folder, URI service) {
    try (var in = Patient.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("the jar has no " + name);
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(folder.resolve(name), text.replace("SERVICE", service.toString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public String run(Patient.Goal goal) {
    var result = interlock.start(agent, goal.words(), ANN).await(END_WITHIN);
    if (result.status() == Status.COMPLETED
        && result.output().orElseThrow() instanceof Value.Text(var text)) {
      return text;
    }
    return "run " + result.run() + " is " + result.status();
  }

  @Override
  public void close() {
    interlock.close();
  }
}
