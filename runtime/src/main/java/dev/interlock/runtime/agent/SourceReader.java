package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads where tools come from: everything of a source but its {@code allow}. */
final class SourceReader {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S+");
  private static final String REFERENCE_HINT = "write ${env:NAME}";

  /** Headers that the protocol itself fills. */
  private static final Set<String> OURS =
      Set.of(
          "accept",
          "connection",
          "content-length",
          "content-type",
          "expect",
          "host",
          "last-event-id",
          "mcp-protocol-version",
          "mcp-session-id",
          "transfer-encoding",
          "upgrade");

  /** The URI of a resource, or a template of it. */
  static final Shape<String> RESOURCE =
      Shapes.matching(
          "the URI of a resource, as in file:///README.md or docs://{page}",
          SCHEME.asMatchPredicate());

  private static final Shape<String> URL =
      Shapes.matching("an http or https URL, as in https://shop.example/mcp", SourceReader::isUrl);

  private static final Shape<String> REFERENCE =
      Shapes.matching("one reference, as in ${env:SHOP_TOKEN}", References::isOne);

  private SourceReader() {}

  static void read(String kind, Section source) {
    switch (kind) {
      case "mcp" -> mcp(source);
      case "http" -> http(source);
      default -> java(source);
    }
  }

  private static void mcp(Section mcp) {
    var _ = mcp.require("name", Shapes.NAME, "as in name: shop");
    var command = mcp.get("command", Shapes.TEXTS);
    if (mcp.has("url")) {
      var _ = mcp.get("url", URL);
      refuseBeside("url", mcp, "command", "env");
      mcp.section("headers", "headers").ifPresent(SourceReader::headers);
      return;
    }
    if (!mcp.has("command") || command.filter(List::isEmpty).isPresent()) {
      mcp.error(
          "command",
          mcp.pathOf("command") + " is missing",
          "as in command: [node, server.js], or url: for a server that runs already");
    }
    refuseBeside("command", mcp, "headers");
    mcp.section("env", "env").ifPresent(SourceReader::variables);
  }

  private static void http(Section http) {
    var _ = http.require("openapi", Shapes.TEXT, "as in openapi: openapi/shop.yaml");
    var _ = http.get("base-url", URL);
    var _ = http.get("read-only", Shapes.TEXTS);
    http.section("auth", "auth").ifPresent(SourceReader::credentials);
  }

  private static void java(Section java) {
    var _ = java.require("class", Shapes.TEXT, "as in class: com.example.ShopTools");
    var _ = java.get("classpath", Shapes.TEXTS);
  }

  private static void refuseBeside(String key, Section mcp, String... others) {
    for (var other : others) {
      if (!mcp.has(other)) continue;
      mcp.error(other, mcp.pathOf(other) + " does not go with " + key, "remove one of them");
    }
  }

  private static void variables(Section env) {
    for (var name : env.keys()) {
      if (!VARIABLE.matcher(name).matches()) {
        env.error(name, "'" + name + "' is no name of an environment variable", "");
      }
      text(env, name);
    }
  }

  private static void headers(Section headers) {
    for (var name : headers.keys()) {
      if (!HEADER.matcher(name).matches()) {
        headers.error(name, "'" + name + "' is no name of a header", "");
      } else if (OURS.contains(Texts.lowerCase(name))) {
        headers.error(name, headers.pathOf(name) + " is set by the protocol itself", "remove it");
      }
      text(headers, name);
    }
  }

  private static void text(Section section, String name) {
    section
        .node(name)
        .filter(node -> !(node.value() instanceof Value.Text))
        .ifPresent(
            _ -> section.error(name, section.pathOf(name) + " must be text", "put it in quotes"));
  }

  /** A name and a password, or one secret; by reference in each case. */
  private static void credentials(Section auth) {
    for (var scheme : auth.keys()) {
      var node = auth.node(scheme);
      if (node.isEmpty()) continue;
      if (node.get() instanceof Node.Members) {
        auth.section(scheme, "credentials").ifPresent(SourceReader::password);
      } else if (REFERENCE.parse(node.get()).isEmpty()) {
        auth.error(
            scheme, auth.pathOf(scheme) + " must be " + REFERENCE.expected(), REFERENCE_HINT);
      }
    }
  }

  private static void password(Section basic) {
    for (var key : List.of("username", "password")) {
      if (basic.get(key, Shapes.TEXT).filter(References::isOne).isPresent()) continue;
      basic.error(key, basic.pathOf(key) + " must be " + REFERENCE.expected(), REFERENCE_HINT);
    }
    basic.done();
  }

  /** What a reference stands for is looked at when it is resolved. */
  private static boolean isUrl(String text) {
    return References.namesIn(text).isEmpty() ? isAddress(text) : References.wellFormed(text);
  }

  private static boolean isAddress(String text) {
    try {
      var uri = new URI(text);
      var scheme = Optional.ofNullable(uri.getScheme()).map(Texts::lowerCase).orElse("");
      return Set.of("http", "https").contains(scheme)
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException notOne) {
      return false;
    }
  }
}
