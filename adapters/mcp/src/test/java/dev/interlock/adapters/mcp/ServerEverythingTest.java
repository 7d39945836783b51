package dev.interlock.adapters.mcp;

import static dev.interlock.adapters.mcp.Server.arguments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the protocol's own reference server; see {@code src/test/npm}. */
class ServerEverythingTest {
  private static final String RESOURCES =
      ",'resources':{'text':'demo://resource/dynamic/text/{resourceId}',"
          + "'blob':'demo://resource/dynamic/blob/{resourceId}',"
          + "'guide':'demo://resource/static/document/features.md',"
          + "'none':'demo://resource/static/document/none.md'}}";

  @TempDir Path home;

  @Test
  void the_reference_server_is_driven_over_its_pipes() {
    var script = Peers.installed(Peers.EVERYTHING);
    var settings = "{'name':'all','command':['node','" + script + "','stdio']" + RESOURCES;
    try (var all = new Reached(home, settings)) {
      drive(all);
    }
  }

  @Test
  void the_reference_server_is_driven_over_http() throws Exception {
    var script = Peers.installed(Peers.EVERYTHING);
    var port = freePort();
    var builder = new ProcessBuilder("node", script.toString(), "streamableHttp");
    builder.environment().put("PORT", String.valueOf(port));
    builder.redirectErrorStream(true).redirectOutput(home.resolve("log").toFile());
    var process = builder.start();
    try {
      await().atMost(Server.LONG).until(() -> listens(port));
      var settings = "{'name':'all','url':'http://localhost:" + port + "/mcp'" + RESOURCES;
      try (var all = new Reached(home, settings)) {
        drive(all);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void drive(Reached all) {
    assertThat(all.source.describe())
        .extracting(Descriptor::name)
        .contains("echo", "get-sum", "get-tiny-image", "text", "guide");

    assertThat(returned(all.call("echo", arguments("message", "hello")))).contains("hello");
    assertThat(returned(all.call("get-sum", arguments("a", 2, "b", 40)))).contains("42");
    assertThat(returned(all.call("get-tiny-image", Value.Obj.EMPTY))).contains("\"image/png\"");
    assertThat(returned(all.call("get-structured-content", arguments("location", "Chicago"))))
        .contains("\"temperature\"");

    assertThat(failed(all.call("get-sum", arguments("a", "two"))).message()).startsWith("all: ");
    assertThat(failed(all.call("no-such-tool", Value.Obj.EMPTY)).fault().inDoubt()).isFalse();

    var began = System.nanoTime();
    var slow =
        all.call(
            "trigger-long-running-operation",
            arguments("duration", 5, "steps", 5),
            Duration.ofMillis(500));
    assertThat(failed(slow).fault()).isEqualTo(ToolFault.TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));

    assertThat(returned(all.call("text", arguments("resourceId", "7")))).contains("7");
    assertThat(returned(all.call("guide", Value.Obj.EMPTY))).contains("Everything");
    var blob = failed(all.call("blob", arguments("resourceId", "7")));
    assertThat(blob.fault()).isEqualTo(ToolFault.MALFORMED);
    assertThat(blob.message()).contains("the resource is binary");
    assertThat(failed(all.call("none", Value.Obj.EMPTY)).fault().inDoubt()).isFalse();
    assertThat(failed(all.call("text", arguments("resourceId", ".."))).fault())
        .isEqualTo(ToolFault.REFUSED);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket("localhost", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static Failed failed(Answer answer) {
    assertThat(answer).isInstanceOf(Failed.class);
    return (Failed) answer;
  }

  private static String returned(Answer answer) {
    assertThat(answer).isInstanceOf(Returned.class);
    return ((Returned) answer).result().json();
  }
}
