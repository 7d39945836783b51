package dev.interlock.cli.endtoend;

import static org.awaitility.Awaitility.await;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.testkit.mcp.EffectServer;
import dev.interlock.testkit.model.FakeOpenAi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A teller's desk: an agent file, a model server that does as it is told, a real tool process. */
final class Desk implements AutoCloseable {
  static final String GOAL = "Credit account a-1 with 5";

  final FakeOpenAi model = FakeOpenAi.start();
  private final Path folder;
  private final String name;

  Desk(Path folder) {
    this(folder, "teller.yaml");
  }

  /** A desk with another agent file. */
  Desk(Path folder, String name) {
    this.folder = folder;
    this.name = name;
    write(name, text(name));
  }

  Path data() {
    return folder.resolve("data");
  }

  Path file() {
    return folder.resolve(name);
  }

  /** Puts the file's path in place of {@code FILE} and its folder's in place of {@code HOME}. */
  String named(String line) {
    return line.replace("FILE", file().toString()).replace("HOME", folder.toString());
  }

  /** Adds lines to the agent file. */
  void add(String lines) {
    write(name, read(file()) + lines + "\n");
  }

  /** Adds another place that tools come from. */
  void addTools(String resource) {
    add(text(resource).stripTrailing());
  }

  /** What a request of the model's tells it of one call. */
  String toldOf(int request, String callId) {
    for (var message : model.requests().get(request).json().path("messages")) {
      if (message.path("tool_call_id").asString("").equals(callId)) {
        return message.path("content").asString("");
      }
    }
    throw new AssertionError(
        "nothing of " + callId + " in " + model.requests().get(request).body());
  }

  /** Puts another file beside the agent file. */
  void addFile(String resource) {
    write(resource, text(resource));
  }

  /** Changes the agent file. */
  void change(String from, String to) {
    change(name, from, to);
  }

  /** Changes a file. */
  void change(String file, String from, String to) {
    var before = read(folder.resolve(file));
    if (!before.contains(from)) throw new IllegalArgumentException("not in the file: " + from);
    write(file, before.replace(from, to));
  }

  private void write(String file, String text) {
    try {
      var _ = Files.writeString(folder.resolve(file), text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  List<Deed> logged() {
    return Deed.logged(log());
  }

  Path log() {
    return folder.resolve("effects.log");
  }

  /** Runs the agent to an end or to a wait. */
  Ended run(String... settings) {
    var command = new ArrayList<>(List.of("run", file().toString(), GOAL, "--as", "ann"));
    for (var setting : settings) command.addAll(List.of("--set", setting));
    return ended(command.toArray(String[]::new));
  }

  /** Gives a command about the data of this desk. */
  Said say(String... command) {
    var whole = new ArrayList<>(List.of("--data", data().toString()));
    whole.addAll(List.of(command));
    return Said.of(whole.toArray(String[]::new));
  }

  Ended ended(String... command) {
    var whole = new ArrayList<>(List.of(command));
    whole.add("--json");
    return ended(say(whole.toArray(String[]::new)));
  }

  /** Reads what a command said of a run, and the run's journal. */
  Ended ended(Said said) {
    var json = said.json();
    if (!(json.get("run").orElse(null) instanceof Value.Text(var run))) {
      throw new AssertionError("no run: " + said);
    }
    try (var interlock = Interlock.open(data());
        var entries = interlock.entries(new RunId(run), 1)) {
      return new Ended(said.exit(), json, entries.toList(), logged());
    }
  }

  /** Tries to run the agent, which must be refused. */
  Said refused() {
    return say("run", file().toString(), GOAL, "--as", "ann");
  }

  /** The hash of the last entry, for somebody to keep elsewhere. */
  String head(RunId run) {
    try (var interlock = Interlock.open(data());
        var entries = interlock.sealed(run, 1)) {
      return entries.toList().getLast().hash().hex();
    }
  }

  /** The runs in the store. */
  Value.Arr runs() {
    return (Value.Arr) say("runs", "--json").json().get("runs").orElseThrow();
  }

  /** A person who knows says what the tool would have answered. */
  Ended happened(Ended waits, String result) {
    return ended("resolve", waits.text("run"), waits.text("waiting[0].call"), "--happened", result);
  }

  /** A person who knows says that the effect did not take place. */
  Ended didNotHappen(Ended waits) {
    return ended("resolve", waits.text("run"), waits.text("waiting[0].call"), "--did-not-happen");
  }

  /** The lead says yes to one of the things that a run waits for. */
  Ended approve(Ended held, int waiting) {
    return ended("approve", held.text("waiting[" + waiting + "].id"), "--as", "lead");
  }

  Ended reject(Ended held, String reason) {
    return ended("reject", held.text("waiting[0].id"), "--reason", reason, "--as", "lead");
  }

  Ended edit(Ended held, String arguments) {
    return ended("approve", held.text("waiting[0].id"), "--edit", arguments, "--as", "lead");
  }

  /** Waits until the tool process has performed so many effects; returns the process. */
  ProcessHandle awaitProcessOf(int effects) {
    await().atMost(Duration.ofSeconds(60)).until(() -> logged().size() >= effects);
    var words = read(log()).strip().split(" ", -1);
    return ProcessHandle.of(Long.parseLong(words[words.length - 2])).orElseThrow();
  }

  private String text(String resource) {
    try (var in = Objects.requireNonNull(Desk.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@BASE_URL@", model.baseUrl())
          .replace("@JAVA@", Path.of(System.getProperty("java.home"), "bin", "java").toString())
          .replace("@CLASS_PATH@", System.getProperty("java.class.path"))
          .replace("@CLASSES@", classes(EffectServer.class))
          .replace("@LOG@", log().toString());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String classes(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
