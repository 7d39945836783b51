package dev.interlock.benchmarks.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders that a measurement makes for itself. */
public final class Folders {
  private Folders() {}

  /** Returns how long a file is, or all files in a folder and below. */
  public static long bytes(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      var bytes = 0L;
      for (var file : files.filter(Files::isRegularFile).toList()) bytes += Files.size(file);
      return bytes;
    }
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
