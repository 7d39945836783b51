package dev.interlock.cli;

import dev.interlock.cli.screen.Invocation;
import dev.interlock.cli.screen.Screen;
import dev.interlock.cli.screen.Terminal;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Options;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.loop.Watcher;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all verbs share: the options that each of them takes, and where their words go. */
abstract class Verb {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything durable lies (default: .interlock).")
  Path data = Invocation.DEFAULT_DATA;

  @Option(
      names = "--as",
      paramLabel = "NAME[:ROLE,…]",
      description = "In whose name (default: the account of the operating system, with no role).")
  @Nullable String as;

  @Option(names = "--json", description = "Print one JSON document; progress goes to stderr.")
  boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Tell more of this verb.")
  boolean help;

  private @Nullable Terminal terminal;

  final void at(Terminal where) {
    terminal = where;
  }

  /**
   * Does it.
   *
   * @return the exit code
   * @throws dev.interlock.runtime.UserError if what was asked for cannot be done; nothing was run
   */
  abstract int call();

  final Terminal terminal() {
    if (terminal == null) throw new IllegalStateException("no terminal");
    return terminal;
  }

  final Screen screen() {
    return terminal().screen();
  }

  /** Where progress goes. */
  final Screen progress() {
    return json ? terminal().side() : terminal().screen();
  }

  final Invocation invocation() {
    return new Invocation(data);
  }

  final Who who() {
    var account = System.getProperty("user.name", "");
    return as == null ? Who.ofAccount(account) : Who.parse(as, account);
  }

  /** Whether nothing was ever run here; then a verb that only reads opens, and makes, nothing. */
  final boolean blank() {
    return (!Files.exists(data) || Files.isDirectory(data)) && !Interlock.isIn(data);
  }

  /**
   * Opens what is there.
   *
   * @throws UserError if nothing is; nothing was made
   */
  final Interlock openExisting() {
    return openExisting(Watcher.NONE);
  }

  final Interlock openExisting(Watcher watcher) {
    if (blank()) {
      throw new UserError("nothing was ever run here", data.toString(), "name the folder: --data");
    }
    return open(watcher);
  }

  /** Opens the folder, and makes it if it is not there. */
  final Interlock open() {
    return open(Watcher.NONE);
  }

  final Interlock open(Watcher watcher) {
    return Interlock.open(Options.in(data).watchedBy(watcher));
  }

  final void print(Value document) {
    terminal().out().println(document.json());
    terminal().out().flush();
  }
}
