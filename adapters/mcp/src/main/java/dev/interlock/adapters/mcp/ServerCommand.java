package dev.interlock.adapters.mcp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to start one server.
 *
 * @param where the place in the agent file, for messages
 * @param name what the agent file calls the server
 * @param command the program and its arguments
 * @param env what the process sees besides PATH and HOME, references resolved; holds secrets
 * @param secrets what the references in {@code env} stand for; shown nowhere if of four or more
 *     characters (a shorter one would blacken every message and hides nothing)
 * @param home its working directory: the folder of the agent file
 */
record ServerCommand(
    String where,
    String name,
    List<String> command,
    Map<String, String> env,
    Set<String> secrets,
    Path home) {
  private static final List<String> INHERITED = List.of("PATH", "HOME");
  private static final int SECRET_CHARS_MIN = 4;
  private static final int MESSAGE_CHARS_MAX = 500;

  ServerCommand {
    command = List.copyOf(command);
    env = Map.copyOf(env);
    secrets = Set.copyOf(secrets);
  }

  /** Starts a process that inherits PATH and HOME of ours and nothing else. */
  Process start() throws IOException {
    var builder = new ProcessBuilder(command).directory(home.toFile());
    var environment = builder.environment();
    environment.clear();
    for (var inherited : INHERITED) {
      var value = System.getenv(inherited);
      if (value != null) environment.put(inherited, value);
    }
    environment.putAll(env);
    return builder.start();
  }

  /** The command as a person would type it. */
  String shown() {
    return oneLine(String.join(" ", command));
  }

  /** Makes one line that is safe to show and to record: no control characters, no secret. */
  String oneLine(String text) {
    var clean = text;
    for (var secret : longestFirst()) clean = clean.replace(secret, "***");
    clean = clean.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return clean.length() <= MESSAGE_CHARS_MAX
        ? clean
        : clean.substring(0, MESSAGE_CHARS_MAX) + "…";
  }

  /** So that no part of a secret survives because another one is its beginning. */
  private List<String> longestFirst() {
    return secrets.stream()
        .filter(secret -> secret.length() >= SECRET_CHARS_MIN)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  @Override
  public String toString() {
    return "ServerCommand[" + name + ": " + shown() + ", env " + env.keySet() + "]";
  }
}
