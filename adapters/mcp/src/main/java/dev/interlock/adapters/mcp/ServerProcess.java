package dev.interlock.adapters.mcp;

import dev.interlock.runtime.process.Ended;
import dev.interlock.runtime.process.Started;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One started server: its pipes, its last words, its end. Thread-safe. */
final class ServerProcess {
  private static final int NOTE_BYTES_MAX = 4 * 1024;
  private static final Duration LAST_WORDS = Duration.ofMillis(300);
  private static final Duration LEAVE = Duration.ofMillis(700);
  private static final Duration TERMINATE = Duration.ofMillis(500);
  private static final Duration KILL = Duration.ofMillis(300);

  private final ServerCommand command;
  private final Process process;
  private final Started started;
  private final LastLines notes = new LastLines();
  private final Thread noteTaker;

  private ServerProcess(ServerCommand command, Process process) {
    this.command = command;
    this.process = process;
    this.started = Started.of(process.toHandle());
    this.noteTaker = thread("stderr", this::takeNotes);
    noteTaker.start();
  }

  /**
   * Starts the server.
   *
   * @param children is told of the process before anything else happens
   * @throws IOException if the operating system cannot start it; nothing was started
   */
  static ServerProcess start(ServerCommand command, Consumer<Process> children) throws IOException {
    var process = command.start();
    children.accept(process);
    return new ServerProcess(command, process);
  }

  ServerLabel label() {
    return command.label();
  }

  InputStream output() {
    return process.getInputStream();
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  /** Keeps a line that the server wrote for people. */
  void note(String line) {
    notes.add(line);
  }

  /**
   * Makes a platform thread for one pipe. Not a virtual one: a read from a pipe holds on to its
   * carrier for as long as the server is silent.
   */
  Thread thread(String task, Runnable body) {
    return Thread.ofPlatform()
        .daemon()
        .name("mcp-" + command.label().name() + "-" + task)
        .unstarted(body);
  }

  /** Runs {@code action} on a thread of its own as soon as the process has ended. */
  void whenEnded(Runnable action) {
    Ended.then(process, action);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What became of the lost process and the last thing it said, as a clause for a message. */
  String lastWords() {
    var _ = waitFor(LAST_WORDS);
    join(noteTaker, LAST_WORDS);
    return wordsSoFar();
  }

  /** As {@link #lastWords}, of a process that may go on; waits for nothing. */
  String wordsSoFar() {
    var state = isAlive() ? "is still running" : "ended with exit code " + exitCode();
    var said = command.label().oneLine(notes.last());
    return state + (said.isEmpty() ? "" : ", last line: " + said);
  }

  private int exitCode() {
    return process.exitValue();
  }

  /**
   * Ends the process and what it started: its input is closed already, so it may leave by itself;
   * then it is asked, then forced. Takes at most 1.5 s.
   */
  void end() {
    var before = started.family();
    if (!waitFor(LEAVE)) {
      process.destroy();
      if (!waitFor(TERMINATE)) {
        process.destroyForcibly();
        var _ = waitFor(KILL);
      }
    }
    end(before);
    join(noteTaker, KILL);
  }

  /** Ends the process and what it started by force, for a server that is of no use any more. */
  void kill() {
    var before = started.family();
    process.destroyForcibly();
    var _ = waitFor(KILL);
    end(before);
    join(noteTaker, KILL);
  }

  /** What it left behind, and what it started while it was told to end. */
  private void end(List<ProcessHandle> before) {
    before.forEach(ProcessHandle::destroyForcibly);
    started.family().forEach(ProcessHandle::destroyForcibly);
  }

  private void takeNotes() {
    try {
      var reader = new LineReader(process.getErrorStream(), NOTE_BYTES_MAX);
      for (var line = reader.next(); line != null; line = reader.next()) notes.add(line.text());
    } catch (IOException closed) {
      // The process is gone; what it said is kept.
    }
  }

  /** Whether the process has ended; an interrupt ends the waiting and stays set. */
  private boolean waitFor(Duration time) {
    try {
      return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return !isAlive();
    }
  }

  static void join(Thread thread, Duration time) {
    try {
      var _ = thread.join(time);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
