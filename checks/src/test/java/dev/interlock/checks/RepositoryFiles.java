package dev.interlock.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The text files of the working tree, without what builds and runs leave behind: every file that
 * could be committed, committed or not. A walk rather than a question to git, so that it answers in
 * an unpacked archive too.
 */
final class RepositoryFiles {

  /** Hidden files and folders that belong to the project; the others belong to tools. */
  private static final Set<String> HIDDEN_BUT_OURS =
      Set.of(".ci", ".mvn", ".gitignore", ".gitattributes", ".editorconfig", ".github");

  private static final Set<String> LEFT_BEHIND = Set.of("target", "node_modules");

  private RepositoryFiles() {}

  /** The folder that holds the root pom, found upwards from the module that is being tested. */
  static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("LICENSE"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no LICENSE in or above " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }

  /** The text files whose path relative to the root fits. */
  static List<Path> text(Predicate<Path> wanted) {
    var root = root();
    var found = new ArrayList<Path>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return folder.equals(root) || ours(folder)
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.isRegularFile()
                  && ours(file)
                  && wanted.test(root.relativize(file))
                  && isText(file)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(found);
  }

  /** Every line of these files that the pattern finds something in, as {@code path:line: text}. */
  static List<String> linesWith(Pattern pattern, List<Path> files) {
    var root = root();
    var found = new ArrayList<String>();
    for (var file : files) {
      var lines = read(file).split("\n", -1);
      for (int i = 0; i < lines.length; i++) {
        if (pattern.matcher(lines[i]).find()) {
          found.add(root.relativize(file) + ":" + (i + 1) + ": " + lines[i].strip());
        }
      }
    }
    return found;
  }

  private static boolean ours(Path path) {
    var name = path.getFileName().toString();
    return name.startsWith(".") ? HIDDEN_BUT_OURS.contains(name) : !LEFT_BEHIND.contains(name);
  }

  private static boolean isText(Path file) throws IOException {
    try (var stream = Files.newInputStream(file)) {
      var head = stream.readNBytes(4096);
      return IntStream.range(0, head.length).noneMatch(i -> head[i] == 0);
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
