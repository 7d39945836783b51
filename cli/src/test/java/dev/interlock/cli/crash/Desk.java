package dev.interlock.cli.crash;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.runtime.Agent;
import dev.interlock.testkit.mcp.EffectServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder with an agent, its script, its store and the log of what its tools did.
 *
 * <p>The agent looks, credits (keyed), posts (to be reconciled), notifies (once) and books
 * (transactional); the goal is the name of the account, so that each line of the log tells which
 * run it belongs to.
 */
record Desk(Path folder) {
  static final Principal ANN = Principal.of("ann", "clerk");

  private static final String AGENT = "ledger-desk.yaml";
  private static final String SCRIPT = "four-effects.yaml";

  /** How the agent of a desk is made; the verbs return changed copies. */
  record Terms(Map<String, String> words) {
    static final Terms USUAL =
        new Terms(
            Map.of(
                "AUTONOMY", "bounded",
                "EXPIRE", "1h",
                "TIMEOUT", "500ms",
                "DELAY", "0",
                "MISBEHAVE", "",
                "SHELL", ""));

    Terms {
      words = Map.copyOf(words);
    }

    /** Every effect waits for a person, for that long. */
    Terms assisted(String expire) {
      return with("AUTONOMY", "assist").with("EXPIRE", expire);
    }

    Terms timeout(String duration) {
      return with("TIMEOUT", duration);
    }

    /** The tools answer that long after the deed. */
    Terms delayed(int millis) {
      return with("DELAY", Integer.toString(millis));
    }

    /** See {@link EffectServer}. */
    Terms misbehaving(String how) {
      return with("MISBEHAVE", how);
    }

    /** The server's process is started by a shell that leaves a process of its own beside it. */
    Terms withFamily() {
      return with("SHELL", "\"sh\", \"-c\", \"(sleep 600 &) ; exec \\\"$@\\\"\", \"sh\", ");
    }

    private Terms with(String name, String word) {
      var changed = new TreeMap<>(words);
      changed.put(name, word);
      return new Terms(changed);
    }
  }

  static Desk in(Path folder, Terms terms) {
    var desk = new Desk(folder);
    var text = resource(AGENT);
    for (var word : terms.words().entrySet()) {
      text = text.replace("@" + word.getKey() + "@", word.getValue());
    }
    text = text.replace("@LOG@", desk.log().toString()).replace("@COMMAND@", command());
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(AGENT), text);
      Files.writeString(folder.resolve(SCRIPT), resource(SCRIPT));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    return desk;
  }

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return folder.resolve("effects.log");
  }

  Agent agent() {
    return Agent.load(folder.resolve(AGENT));
  }

  private static String command() {
    var words =
        List.of(
            Jvm.JAVA,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx48m",
            "-cp",
            home(EffectServer.class).toString(),
            EffectServer.class.getName());
    return String.join(", ", words.stream().map(word -> '"' + word + '"').toList());
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String resource(String name) {
    try (var file = Desk.class.getResourceAsStream(name)) {
      if (file == null) throw new IllegalStateException("not on the class path: " + name);
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
