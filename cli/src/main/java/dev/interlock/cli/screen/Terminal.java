package dev.interlock.cli.screen;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where words come from and go to. All are UTF-8, whatever the locale says.
 *
 * @param watched which of the three a person sits at
 * @param environment of the process
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Watched watched,
    Map<String, String> environment) {

  /** Which streams are a terminal. */
  public record Watched(boolean in, boolean out, boolean err) {
    public static final Watched NONE = new Watched(false, false, false);
  }

  public Terminal {
    environment = Map.copyOf(environment);
  }

  public static Terminal ofProcess() {
    return new Terminal(
        System.in,
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        new Watched(isTerminal(0), isTerminal(1), isTerminal(2)),
        System.getenv());
  }

  /** Returns the screen that shows results. */
  public Screen screen() {
    return new Screen(out, watched.out() && colour(), widthMax(watched.out()));
  }

  /** Returns the screen that shows progress while standard output is kept for a document. */
  public Screen side() {
    return new Screen(err, watched.err() && colour(), widthMax(watched.err()));
  }

  private boolean colour() {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /**
   * Lines are broken for a person alone; a program that reads them is better off with whole ones.
   */
  private int widthMax(boolean person) {
    if (!person) return Screen.UNBROKEN;
    var columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("\\d{2,4}")
        ? Math.max(40, Math.min(120, Integer.parseInt(columns)))
        : 100;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    var stream = new BufferedOutputStream(new FileOutputStream(descriptor), 8192);
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** The JDK tells only whether standard input and output are terminals both. */
  private static boolean isTerminal(int number) {
    var link = Path.of("/proc/self/fd/" + number);
    try {
      if (Files.exists(link.getParent())) {
        var target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
      }
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
