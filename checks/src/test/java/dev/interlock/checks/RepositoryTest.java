package dev.interlock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Rules about the files themselves. The patterns are written so that they do not find this file.
 */
class RepositoryTest {

  private static final Pattern REGISTRY_ADDRESS =
      Pattern.compile(
          "repo1?[.]maven[.]|central[.]sonatype|oss[.]sonatype|registry[.](npmjs|yarnpkg)[.]"
              + "|deb[.]debian[.]|security[.]debian[.]|archive[.]ubuntu[.]|pypi[.]org|pythonhosted[.]"
              + "|proxy[.]golang[.]|(static|index)[.]crates[.]io|plugins[.]gradle[.]org"
              + "|services[.]gradle[.]org|registry-1[.]docker[.]");

  private static final Pattern MACHINE_PATH =
      Pattern.compile(
          "(^|[^\\w.$}/])/(root/|work/|home/\\w|Users/\\w)|[A-Z]:\\\\Users|[.]m2/repository"
              + "|/usr/lib/jvm/[\\w-]");

  private static final Pattern SLEEPS =
      Pattern.compile(
          "\\bThread[.]sleep\\(|\\b(NANO|MICRO|MILLI)?SECONDS[.]sleep\\(|\\bparkNanos\\("
              + "|\\bTimeUnit[.]\\w+[.]sleep\\(");

  private static final Pattern SWITCHED_OFF_OR_RUN_AGAIN =
      Pattern.compile(
          "@([\\w.]+[.])?(Disabled|Ignore|ArchIgnore)\\b|(rerunFailing|skipAfterFailure)\\w+");

  private static final Pattern WRAPPER = Pattern.compile("mvnw|maven-wrapper|gradle-wrapper");

  @Test
  void no_file_names_a_registry() {
    assertThat(RepositoryFiles.linesWith(REGISTRY_ADDRESS, everyFile())).isEmpty();
  }

  @Test
  void no_file_names_a_path_of_one_machine() {
    assertThat(RepositoryFiles.linesWith(MACHINE_PATH, everyFile())).isEmpty();
  }

  @Test
  void there_is_no_build_wrapper() {
    assertThat(everyFile())
        .extracting(file -> file.getFileName().toString())
        .noneMatch(name -> WRAPPER.matcher(name).find());
  }

  @Test
  void no_test_sleeps() {
    assertThat(RepositoryFiles.linesWith(SLEEPS, testSources())).isEmpty();
  }

  @Test
  void no_test_is_switched_off_or_run_again() {
    assertThat(RepositoryFiles.linesWith(SWITCHED_OFF_OR_RUN_AGAIN, everyFile())).isEmpty();
  }

  /** Checked by example, since a pattern that finds nothing would hold for ever. */
  @Test
  void the_patterns_find_what_they_are_for() {
    assertThat(List.of("https://repo" + ".maven.apache.org/maven2", "http://deb" + ".debian.org"))
        .allMatch(line -> REGISTRY_ADDRESS.matcher(line).find());
    assertThat(List.of("cd /wo" + "rk/main", "\"/ro" + "ot/x\"", "~/.m2/repo" + "sitory"))
        .allMatch(line -> MACHINE_PATH.matcher(line).find());
    assertThat(List.of("/usr/lib/jvm/*", "target/work/x", "https://host/home/page"))
        .noneMatch(line -> MACHINE_PATH.matcher(line).find());
    assertThat(List.of("Thread" + ".sleep(5)", "TimeUnit.SECONDS" + ".sleep(1)"))
        .allMatch(line -> SLEEPS.matcher(line).find());
    assertThat("@Dis" + "abled(\"flaky\")").matches(SWITCHED_OFF_OR_RUN_AGAIN.asPredicate());
  }

  private static List<Path> everyFile() {
    var files = RepositoryFiles.text(_ -> true);
    assertThat(files).hasSizeGreaterThan(50);
    return files;
  }

  private static List<Path> testSources() {
    var files =
        RepositoryFiles.text(
            path -> path.toString().contains("src/test/") && path.toString().endsWith(".java"));
    assertThat(files).hasSizeGreaterThan(2);
    return files;
  }
}
