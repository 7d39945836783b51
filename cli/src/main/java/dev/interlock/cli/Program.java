package dev.interlock.cli;

import dev.interlock.cli.screen.Terminal;
import dev.interlock.runtime.UserError;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** Reads what was typed, finds the verb, and turns whatever comes of it into an exit code. */
public final class Program {
  private final Terminal terminal;

  public Program(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Carries a command out and returns the exit code of the process. Never throws. */
  public int run(String... args) {
    var trouble = new Trouble(terminal, Arrays.asList(args).contains("--json"));
    try {
      return dispatch(args);
    } catch (RuntimeException | LinkageError surprise) {
      return trouble.report(surprise, Words.data(List.of(args)));
    }
  }

  private int dispatch(String... args) {
    var words = Words.of(List.of(args));
    return switch (words.verb()) {
      case "", "--help", "-h" -> say(Help.brief(), words.verb().isEmpty());
      case "--version", "-V" -> say("interlock " + version() + "\n", false);
      case "help" -> help(words.rest());
      default -> verb(words.verb(), words.rest());
    };
  }

  private int help(List<String> rest) {
    if (rest.isEmpty()) return say(Help.brief(), false);
    if (rest.getFirst().equals("--all")) return say(Help.all(), false);
    return verb(rest.getFirst(), List.of("--help"));
  }

  private int verb(String word, List<String> rest) {
    var known = Verbs.of(word).orElseThrow(() -> unknown(word));
    var verb =
        known.make().orElseThrow(() -> new UserError("'" + word + "' is not built yet", "", ""));
    verb.at(terminal);
    var line =
        new CommandLine(verb)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOverwrittenOptionsAllowed(false)
            .setUsageHelpWidth(100)
            .setUsageHelpAutoWidth(false);
    var parsed = line.parseArgs(rest.toArray(String[]::new));
    if (parsed.isUsageHelpRequested()) {
      return say(line.getUsageMessage(CommandLine.Help.Ansi.OFF), false);
    }
    return verb.call();
  }

  /** What was asked for is printed as a result; what was not, as a complaint. */
  private int say(String text, boolean unasked) {
    var stream = unasked ? terminal.err() : terminal.out();
    stream.print(text);
    stream.flush();
    return unasked ? Exits.WRONG_USAGE : Exits.OK;
  }

  private static UserError unknown(String word) {
    var near = new ArrayList<String>();
    for (var verb : Verbs.values()) {
      if (verb.built() && !word.isEmpty() && verb.word().startsWith(word.substring(0, 1))) {
        near.add(verb.word());
      }
    }
    var hint = near.isEmpty() ? "see: interlock --help" : "did you mean " + String.join(", ", near);
    return new UserError("there is no verb '" + word + "'", "", hint);
  }

  private static String version() {
    var version = Program.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0-SNAPSHOT" : version;
  }

  /**
   * What was typed, with the options before the verb put behind it.
   *
   * @param verb the first word that is no option and no option's value; empty for none
   */
  record Words(String verb, List<String> rest) {
    private static final List<String> WITH_VALUE = List.of("--data", "--as");

    static Words of(List<String> args) {
      var before = new ArrayList<String>();
      for (var i = 0; i < args.size(); i++) {
        var arg = args.get(i);
        var general = arg.equals("--json") || arg.startsWith("--data=") || arg.startsWith("--as=");
        if (WITH_VALUE.contains(arg) && i + 1 < args.size()) {
          before.add(arg);
          before.add(args.get(++i));
        } else if (general) {
          before.add(arg);
        } else {
          before.addAll(args.subList(i + 1, args.size()));
          return new Words(arg, before);
        }
      }
      return new Words("", before);
    }

    /** Returns where a command that broke keeps its data, as far as one can tell. */
    static Path data(List<String> args) {
      for (var i = 0; i < args.size(); i++) {
        if (args.get(i).startsWith("--data=")) return path(args.get(i).substring(7));
        if (args.get(i).equals("--data") && i + 1 < args.size()) return path(args.get(i + 1));
      }
      return path(".interlock");
    }

    private static Path path(String text) {
      try {
        return Path.of(text);
      } catch (InvalidPathException bad) {
        return Path.of(".interlock");
      }
    }
  }
}
