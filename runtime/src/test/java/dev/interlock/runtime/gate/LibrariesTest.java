package dev.interlock.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import dev.cel.bundle.CelFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibrariesTest {
  @TempDir Path folder;

  @Test
  void the_recorded_versions_are_those_of_the_libraries() throws Exception {
    assertThat(jarOf(SchemaRegistry.class))
        .isEqualTo(
            Evaluators.JSON_SCHEMA
                    .toString()
                    .replace(' ', '-')
                    .replace("schema-", "schema-validator-")
                + ".jar");
    assertThat(jarOf(CelFactory.class))
        .isEqualTo(Evaluators.CEL.toString().replace(' ', '-') + ".jar");
  }

  @ParameterizedTest
  @CsvSource({"nothing,false,false", "schema,true,false", "rules,false,true"})
  void a_library_that_a_charter_does_not_need_is_not_loaded(
      String kind, boolean schemas, boolean cel) throws Exception {
    var loaded = classesLoadedFor(kind);
    assertThat(loaded).anyMatch(line -> line.contains(CompiledCharter.class.getName()));
    assertThat(loaded.stream().anyMatch(line -> line.contains(" com.networknt.")))
        .isEqualTo(schemas);
    assertThat(loaded.stream().anyMatch(line -> line.contains(" dev.cel."))).isEqualTo(cel);
  }

  private List<String> classesLoadedFor(String kind) throws IOException, InterruptedException {
    var log = folder.resolve("classes.log");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                Loading.class.getName(),
                kind)
            .inheritIO()
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readAllLines(log);
  }

  private static String jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
        .getFileName()
        .toString();
  }
}
