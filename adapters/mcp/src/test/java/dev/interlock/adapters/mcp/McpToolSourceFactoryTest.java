package dev.interlock.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSourceFactory;
import dev.interlock.runtime.effect.ToolSourceFactory.Settings;
import dev.interlock.runtime.effect.ToolSourceFactory.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpToolSourceFactoryTest {

  @Test
  void the_factory_is_found_as_a_service() {
    assertThat(ServiceLoader.load(ToolSourceFactory.class).stream().map(p -> p.get().kind()))
        .contains("mcp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name':'a','command':['x'],'comand':1} | tools[1].mcp: unknown key comand",
        "{'command':['x']} | tools[1].mcp.name: the server has no name",
        "{'name':' ','command':['x']} | tools[1].mcp.name: the server has no name",
        "{'name':'a'} | tools[1].mcp.command: no command",
        "{'name':'a','command':[]} | tools[1].mcp.command: no command",
        "{'name':'a','command':[1]} | tools[1].mcp.command: a word of the command is not text: 1",
        "{'name':'a','command':['x','${env:KEY}']} | tools[1].mcp.command: a command line is no"
            + " place",
        "{'name':'a','url':1} | tools[1].mcp.url: is not text",
        "{'name':'a','url':'https://x','command':['x']} | tools[1].mcp.url: stands beside command",
        "{'name':'a','url':'ftp://x'} | tools[1].mcp.url: is no http or https URL",
        "{'name':'a','url':'http://u:p@x'} | tools[1].mcp.url: is no http or https URL",
        "{'name':'a','url':'http://x','headers':{'A b':'c'}} | tools[1].mcp.headers.A b: cannot be"
            + " sent",
        "{'name':'a','url':'http://x','headers':{'A':'${env:EVIL}'}} | tools[1].mcp.headers.A:"
            + " cannot be sent",
        "{'name':'a','command':['x'],'resources':{'doc':'x://{+a}'}} | tools[1].mcp.allow.doc"
            + ".resource: only plain variables",
        "{'name':'a','command':['x'],'env':[]} | tools[1].mcp.env: env is not a map",
        "{'name':'a','command':['x'],'env':{'A':[]}} | tools[1].mcp.env.A: is not text: []",
        "{'name':'a','command':['x'],'env':{'A':'${env:NONE}'}} | no NONE"
      })
  void a_wrong_setting_is_named_by_its_place(String settings, String message) {
    var members = (Value.Obj) JsonTree.parse(settings.replace('\'', '"')).orElseThrow();
    var surroundings =
        new Surroundings(
            text -> {
              if (text.contains("NONE")) throw new UserError("no NONE", "", "");
              return text.replace("${env:EVIL}", "a\r\nX-Evil: b");
            },
            _ -> {},
            Duration.ofSeconds(1));
    assertThatThrownBy(() ->
            new McpToolSourceFactory()
                .open(new Settings("tools[1].mcp", members, Path.of(".")), surroundings))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(message);
  }
}
