package dev.interlock.adapters.mcp;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to start one server.
 *
 * @param command the program and its arguments
 * @param env what the process sees besides PATH and HOME, references resolved; holds secrets
 * @param home its working directory: the folder of the agent file
 */
record ServerCommand(ServerLabel label, List<String> command, Map<String, String> env, Path home) {
  private static final List<String> INHERITED = List.of("PATH", "HOME");
  private static final @Nullable String SETSID = setsid();

  ServerCommand {
    command = List.copyOf(command);
    env = Map.copyOf(env);
  }

  /**
   * Starts a process that inherits PATH and HOME of ours and nothing else. Where there is {@code
   * setsid} it leads a session of its own, so that a Ctrl-C in the terminal does not end it before
   * its run is parked, and so that what it leaves behind can be told.
   */
  Process start() throws IOException {
    var words = new ArrayList<>(command);
    // A program that cannot be started must be our failure, not that of setsid.
    if (SETSID != null && isProgram(command.getFirst())) words.addFirst(SETSID);
    var builder = new ProcessBuilder(words).directory(home.toFile());
    var environment = builder.environment();
    environment.clear();
    for (var inherited : INHERITED) {
      var value = System.getenv(inherited);
      if (value != null) environment.put(inherited, value);
    }
    environment.putAll(env);
    return builder.start();
  }

  /** Called by a process that leads no group, it becomes the program: the pid stays the same. */
  private static @Nullable String setsid() {
    return Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElse(null);
  }

  private boolean isProgram(String program) {
    if (program.contains("/")) return isExecutable(home.resolve(program));
    var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(folder -> isExecutable(Path.of(folder, program)));
  }

  private static boolean isExecutable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  @Override
  public String toString() {
    return "ServerCommand[" + label + ", env " + env.keySet() + "]";
  }
}
