package dev.interlock.adapters.mcp;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Starts server processes.
 *
 * @param children is told of each
 */
record StdioDialer(ServerCommand command, Consumer<Process> children) implements Wire.Dialer {

  @Override
  public ServerLabel label() {
    return command.label();
  }

  @Override
  public Wire dial() {
    try {
      return new StdioTransport(ServerProcess.start(command, children));
    } catch (IOException failure) {
      throw label()
          .error(
              "could not be started: " + failure.getMessage(), "is it installed and on the PATH?");
    }
  }
}
