package dev.interlock.runtime.effect.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.effect.ToolSourceFactory.Settings;
import dev.interlock.runtime.effect.ToolSourceFactory.Surroundings;
import dev.interlock.runtime.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaToolSourceFactoryTest {
  @TempDir Path home;

  @Test
  void a_class_on_the_listed_class_path_is_loaded_and_its_tools_described() throws Exception {
    var source = home.resolve("OtherTools.java");
    Files.writeString(
        source,
        """
        public class OtherTools {
          public record Out(int answer) {}
          @dev.interlock.runtime.effect.Tool(name = "answer", description = "Answers")
          public Out answer() { return new Out(42); }
        }
        """);
    var compiler = ToolProvider.getSystemJavaCompiler();
    var code =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-d",
            home.resolve("classes").toString(),
            source.toString());
    assertThat(code).isZero();
    try (var tools = open("{'class':'OtherTools','classpath':['classes']}")) {
      assertThat(tools.describe()).singleElement().extracting(d -> d.name()).isEqualTo("answer");
    }
  }

  @Test
  void an_object_that_can_be_closed_is_closed_with_the_source() {
    System.clearProperty("shop-tools-closed");
    var tools = open("{'class':'" + ShopTools.class.getName() + "'}");
    assertThat(tools.describe()).hasSize(5);
    tools.close();
    assertThat(System.getProperty("shop-tools-closed")).isEqualTo("yes");
    assertThatThrownBy(tools::describe).isInstanceOf(UserError.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'clas':'A'} | tools[2].java: unknown key clas",
        "{} | tools[2].java.class: no class is named",
        "{'class':'A','classpath':'x'} | tools[2].java.classpath: classpath is not a list",
        "{'class':'A','classpath':[1]} | tools[2].java.classpath: a path is not text: 1",
        "{'class':'A','classpath':['nowhere']} | tools[2].java.classpath: there is no ",
        "{'class':'no.Such'} | tools[2].java: there is no class no.Such",
        "{'class':'java.lang.Object'} | tools[2].java: the class java.lang.Object has no tools",
        "{'class':'java.lang.Integer'} | tools[2].java: java.lang.Integer has no public constructor"
      })
  void a_wrong_setting_is_named_by_its_place(String settings, String message) {
    assertThatThrownBy(
            () -> {
              try (var tools = open(settings)) {
                var _ = tools.describe();
              }
            })
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(message);
  }

  private ToolSource open(String settings) {
    var members = (Value.Obj) Json.parse(settings.replace('\'', '"'));
    return new JavaToolSourceFactory()
        .open(
            new Settings("tools[2].java", members, home),
            new Surroundings(text -> text, _ -> {}, Duration.ofSeconds(5)));
  }
}
