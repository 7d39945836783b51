package dev.interlock.testkit.campaign;

import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.loop.RunDriver;
import dev.interlock.testkit.sim.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells whether it is still the same code: a digest of the compiled kernel, runtime and simulator.
 */
final class Fingerprint {
  private static final List<Class<?>> ROOMS =
      List.of(Kernel.class, RunDriver.class, Simulation.class);

  private Fingerprint() {}

  /** Returns 16 hexadecimal digits; other class files give others. */
  static String ofThisCode() {
    var text = new StringBuilder();
    for (var room : ROOMS) text.append(of(place(room)));
    return Digest.of(text.toString()).hex().substring(0, 16);
  }

  /** Of a folder with everything in it, or of a jar. */
  static String of(Path place) {
    var text = new StringBuilder();
    try (var files = Files.walk(place)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        text.append(place.relativize(file)).append(' ');
        text.append(Digest.of(Files.readAllBytes(file)).hex()).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Digest.of(text.toString()).hex();
  }

  private static Path place(Class<?> room) {
    try {
      return Path.of(room.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("where is " + room + "?", e);
    }
  }
}
