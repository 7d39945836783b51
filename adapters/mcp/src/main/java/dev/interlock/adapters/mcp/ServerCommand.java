package dev.interlock.adapters.mcp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start one server.
 *
 * @param command the program and its arguments
 * @param env what the process sees besides PATH and HOME, references resolved; holds secrets
 * @param home its working directory: the folder of the agent file
 */
record ServerCommand(ServerLabel label, List<String> command, Map<String, String> env, Path home) {
  private static final List<String> INHERITED = List.of("PATH", "HOME");

  ServerCommand {
    command = List.copyOf(command);
    env = Map.copyOf(env);
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

  @Override
  public String toString() {
    return "ServerCommand[" + label + ", env " + env.keySet() + "]";
  }
}
