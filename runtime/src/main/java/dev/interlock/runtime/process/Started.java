package dev.interlock.runtime.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that was started once, recognised by its pid and its start time together.
 *
 * <p>Start times are computed from the clock, which may be set meanwhile: times within two seconds
 * of each other are the same.
 *
 * @param pid of the process; also of the session that it leads, if it leads one
 * @param at when it started, to the millisecond
 */
public record Started(long pid, Instant at) {
  private static final Duration TOLERANCE = Duration.ofSeconds(2);
  private static final Path PROC = Path.of("/proc");
  private static final int SESSION_FIELD = 3; // of what follows the name, which may hold anything

  public static Started of(ProcessHandle process) {
    return new Started(process.pid(), startOf(process));
  }

  /** Returns the process if it is still alive; empty if it is not, or another has its pid now. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(found -> isWithin(startOf(found)));
  }

  /**
   * Returns what it started, and what that started, as far as it can be known: its descendants
   * while it lives, and where the system shows sessions (Linux) the members of the one that it led,
   * also after its death. Without itself.
   *
   * <p>Not found are processes that went into a session of their own after it had died.
   */
  public List<ProcessHandle> family() {
    var family = new ArrayList<ProcessHandle>();
    var self = find();
    self.ifPresent(leader -> leader.descendants().forEach(family::add));
    var another =
        self.isEmpty() && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    if (another || !startedSinceBoot()) return List.copyOf(family);
    for (var member : session()) {
      if (!family.contains(member) && !startOf(member).isBefore(at.minus(TOLERANCE))) {
        family.add(member);
      }
    }
    return List.copyOf(family);
  }

  private boolean isWithin(Instant other) {
    return Duration.between(at, other).abs().compareTo(TOLERANCE) <= 0;
  }

  /** Pids of another boot say nothing. */
  private boolean startedSinceBoot() {
    return ProcessHandle.of(1).map(Started::startOf).filter(at::isAfter).isPresent();
  }

  private List<ProcessHandle> session() {
    var members = new ArrayList<ProcessHandle>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var one : all) {
        var member = Long.parseLong(one.getFileName().toString());
        if (member == pid || sessionOf(one) != pid) continue;
        ProcessHandle.of(member).filter(ProcessHandle::isAlive).ifPresent(members::add);
      }
    } catch (IOException | NumberFormatException unknown) {
      return List.of(); // no such system
    }
    return members;
  }

  private static long sessionOf(Path process) {
    try {
      var stat = Files.readString(process.resolve("stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
      return Long.parseLong(fields[SESSION_FIELD]);
    } catch (IOException | RuntimeException gone) {
      return -1;
    }
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH).truncatedTo(ChronoUnit.MILLIS);
  }
}
