package dev.interlock.cli.crash;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Starts JVMs that are under way soon: they compile little and share an archive of loaded classes,
 * which the first one that ends by itself writes. Folders of the class path are packed first, for
 * the archive takes jars alone.
 */
record Jvm(String classPath, List<String> sharing) {
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  static Jvm in(Path folder) {
    var places = new ArrayList<String>();
    for (var place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var path = Path.of(place);
      if (!Files.isDirectory(path)) places.add(place);
      else places.add(packed(path, folder.resolve("classes-" + places.size() + ".jar")).toString());
    }
    var archive = "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa");
    return new Jvm(
        String.join(File.pathSeparator, places), List.of("-XX:+AutoCreateSharedArchive", archive));
  }

  /** One for a process or two: nothing is packed, and no archive is used. */
  static Jvm plain() {
    return new Jvm(System.getProperty("java.class.path"), List.of());
  }

  /** The command that runs a main class. */
  List<String> command(Class<?> main, List<String> arguments) {
    var words = new ArrayList<String>();
    words.addAll(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    words.addAll(List.of("-Xmx192m", "-Xlog:disable"));
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
    words.addAll(sharing);
    words.addAll(List.of("-cp", classPath, main.getName()));
    words.addAll(arguments);
    return words;
  }

  private static Path packed(Path classes, Path jar) {
    try (var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)));
        var files = Files.walk(classes)) {
      out.setMethod(ZipOutputStream.STORED);
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var bytes = Files.readAllBytes(file);
        var name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        out.putNextEntry(entry(name, bytes));
        out.write(bytes);
      }
      return jar;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ZipEntry entry(String name, byte[] bytes) {
    var entry = new ZipEntry(name);
    var sum = new CRC32();
    sum.update(bytes);
    entry.setCrc(sum.getValue());
    entry.setSize(bytes.length);
    return entry;
  }
}
