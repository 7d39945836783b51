package dev.interlock.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line that refuses something about tools that are reached over HTTP, and of resources. */
class HttpRefusalTest {
  private static final String HEAD = "tools:\n  - ";
  private static final String ALLOW = ", allow: { get: { effect: read } } }";
  private static final String AT = "agent.yaml:4: tools[0].";

  @TempDir Path folder;

  static Stream<Case> sources() {
    return Stream.of(
        Case.of(
            "a server is started or reached, not both",
            "mcp: { name: a, url: \"http://x/mcp\", command: [a], env: { A: b }" + ALLOW,
            AT + "mcp.command does not go with url (remove one of them)",
            AT + "mcp.env does not go with url (remove one of them)"),
        Case.of(
            "headers are for a server that is reached",
            "mcp: { name: a, command: [a], headers: { A: b }" + ALLOW,
            AT + "mcp.headers does not go with command (remove one of them)"),
        Case.of(
            "an address is one",
            "mcp: { name: a, url: \"shop.example/mcp\"" + ALLOW,
            AT
                + "mcp.url must be an http or https URL, as in https://shop.example/mcp, is"
                + " 'shop.example/mcp'"),
        Case.of(
            "a secret header is a reference",
            "mcp: { name: a, url: \"http://x\", headers: { Authorization: Bearer hunter2,"
                + " X-Api-Key: hunter2, X-Tenant: acme }"
                + ALLOW,
            AT
                + "mcp.headers.Authorization holds a secret in plain text (write"
                + " ${env:Authorization})",
            AT + "mcp.headers.X-Api-Key holds a secret in plain text (write ${env:X_Api_Key})"),
        Case.of(
            "a header is text, has a name, and is not the protocol's",
            "mcp: { name: a, url: \"http://x\", headers: { A: 1, \"a b\": c, Mcp-Session-Id: d }"
                + ALLOW,
            AT + "mcp.headers.A must be text (put it in quotes)",
            "agent.yaml:4: 'a b' is no name of a header",
            AT + "mcp.headers.Mcp-Session-Id is set by the protocol itself (remove it)"),
        Case.of(
            "a service is described by a file",
            "http: { base-url: \"https://x\"" + ALLOW,
            AT + "http.openapi is missing (as in openapi: openapi/shop.yaml)"),
        Case.of(
            "a secret of a service is a reference and is not shown",
            "http: { openapi: a.yaml, auth: { key: hunter2, user: { username: ann, password:"
                + " hunter2 } }"
                + ALLOW,
            AT
                + "http.auth.key must be one reference, as in ${env:SHOP_TOKEN} (write"
                + " ${env:NAME})",
            AT
                + "http.auth.user.username must be one reference, as in ${env:SHOP_TOKEN} (write"
                + " ${env:NAME})",
            AT
                + "http.auth.user.password must be one reference, as in ${env:SHOP_TOKEN} (write"
                + " ${env:NAME})"),
        Case.of(
            "a resource is a URI",
            "mcp: { name: a, command: [a], allow: { doc: { resource: readme } } }",
            AT
                + "mcp.allow.doc.resource must be the URI of a resource, as in file:///README.md or"
                + " docs://{page}, is 'readme'"),
        Case.of(
            "a resource has no effect",
            "mcp: { name: a, command: [a], allow: { doc: { resource: \"x:y\", effect: once } } }",
            AT + "mcp.allow.doc.effect: a resource can only be read (remove it)"),
        Case.of(
            "an answer over HTTP has no heartbeat",
            "http: { openapi: a.yaml, allow: { get: { effect: read, heartbeat: 5s } } }",
            AT
                + "http.allow.get.heartbeat does not go with http (an HTTP answer gives no sign of"
                + " life before it is there; set timeout alone)"),
        Case.of(
            "only MCP servers have resources",
            "java: { class: A, allow: { doc: { resource: \"x:y\" } } }",
            AT + "java.allow.doc.resource goes with mcp alone (remove it)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sources")
  void with_the_line_of_the_source(Case row) {
    assertThat(new Folder(folder).errors(Folder.HEAD + HEAD + row.yaml() + "\n"))
        .isEqualTo(row.lines());
  }

  @Test
  void what_is_right_loads_with_its_reads_and_resources() {
    var yaml =
        Folder.HEAD
            + """
            tools:
              - mcp: { name: far, url: "https://${env:HOST}/mcp", headers: { Authorization: "Bearer ${env:T}" } }
                allow: { look: { effect: read }, doc: { resource: "docs://{page}", timeout: 5s } }
              - http: { openapi: a.yaml, auth: { key: "${env:T}" }, read-only: [find], allow: { find: { effect: read } } }
            """;
    var agent = AgentFile.load(new Folder(folder).agent(yaml));
    var far = agent.connections().sources().getFirst();
    assertThat(far.tools()).containsExactly("look", "doc");
    assertThat(far.reads()).containsExactlyInAnyOrder("look", "doc");
    assertThat(far.members().get("resources").orElseThrow().json())
        .isEqualTo("{\"doc\":\"docs://{page}\"}");
    assertThat(agent.connections().sources().getLast().reads()).containsExactly("find");
  }
}
