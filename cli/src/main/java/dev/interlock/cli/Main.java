package dev.interlock.cli;

import dev.interlock.cli.screen.Terminal;

/** Where the process begins. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new Program(Terminal.ofProcess()).run(args));
  }
}
