package dev.interlock.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The schema for editors says what the parser does, as far as a schema can. */
class AgentSchemaTest {
  private static final Pattern KNOWN =
      Pattern.compile("unknown key \\S*stranger \\(known: (.*)\\)");

  private static final Value.Obj SCHEMA = (Value.Obj) Json.parse(AgentSchema.text());
  private static final Schema COMPILED =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(AgentSchema.text());

  /** A file in which a section of each kind has a key that nobody knows. */
  private static final String STRANGERS =
      """
      agent: a
      stranger: 1
      model: { use: openai/gpt-5-mini, api-key: "${env:K}", stranger: 1, price: { input: 1, output: 1, stranger: 1 },
        fallback: [ { use: ollama/qwen3, stranger: 1 } ], small: { use: ollama/qwen3, stranger: 1 } }
      budget: { stranger: 1 }
      principal: { stranger: 1 }
      tools:
        - stranger: 1
          mcp: { name: m, command: [x], stranger: 1 }
          allow:
            find: { effect: read, complete-when: [ { that: result.x, stranger: 1 } ], stranger: 1 }
            post: { effect: reconcile, key-argument: k, reconcile: { tool: find, key-argument: k, happened-when: result.x, stranger: 1 } }
        - java: { class: a.B, stranger: 1, allow: { pay: { effect: once, compensate: { tool: post, stranger: 1 }, facts: { f: { tool: find, stranger: 1 } }, done-when: { that: 'true', stranger: 1 } } } }
        - http: { openapi: shop.yaml, stranger: 1, auth: { basic: { stranger: 1 } }, allow: { list: { effect: read } } }
      phases: [ { name: one, tools: [find], steps: 1, stranger: 1 } ]
      policy: [ { when: 'true', then: hold, reason: r, stranger: 1 } ]
      order: [ { tool: post, at-most: 1, stranger: 1 } ]
      approvals: { stranger: 1 }
      fallback-function: { tool: find, stranger: 1 }
      output: { stranger: 1, evidence: { stranger: 1 } }
      """;

  /** Where the key stands, and what kind of section that is. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("stranger", "agent"),
          Map.entry("model.stranger", "model"),
          Map.entry("model.price.stranger", "price"),
          Map.entry("budget.stranger", "budget"),
          Map.entry("principal.stranger", "principal"),
          Map.entry("tools[0].stranger", "source"),
          Map.entry("tools[0].mcp.stranger", "mcp"),
          Map.entry("tools[0].allow.find.stranger", "tool"),
          Map.entry("tools[0].allow.find.complete-when[0].stranger", "condition"),
          Map.entry("tools[0].allow.post.reconcile.stranger", "reconcile"),
          Map.entry("tools[1].java.allow.pay.compensate.stranger", "compensate"),
          Map.entry("tools[1].java.allow.pay.facts.f.stranger", "fact"),
          Map.entry("tools[1].java.allow.pay.done-when.stranger", "tool done-when"),
          Map.entry("tools[1].java.stranger", "java"),
          Map.entry("model.fallback[0].stranger", "model.fallback"),
          Map.entry("model.small.stranger", "model.small"),
          Map.entry("tools[2].http.stranger", "http"),
          Map.entry("tools[2].http.auth.basic.stranger", "credentials"),
          Map.entry("phases[0].stranger", "phase"),
          Map.entry("policy[0].stranger", "policy"),
          Map.entry("order[0].stranger", "order"),
          Map.entry("approvals.stranger", "approvals"),
          Map.entry("fallback-function.stranger", "fallback-function"),
          Map.entry("output.stranger", "output"),
          Map.entry("output.evidence.stranger", "evidence"));

  @TempDir Path folder;

  @Test
  void it_has_exactly_the_keys_that_the_parser_knows() throws IOException {
    var file = Files.writeString(folder.resolve("agent.yaml"), STRANGERS);
    var known = new TreeMap<String, Set<String>>();
    for (var finding : Check.of(file, List.of(), References.of(Map.of()))) {
      var where = finding.text().replaceFirst("unknown key ", "");
      var said = KNOWN.matcher(finding.text() + " (" + finding.hint() + ")");
      if (!said.matches()) continue;
      assertThat(KINDS).as("a kind for " + where).containsKey(where);
      known.put(KINDS.get(where), new TreeSet<>(Arrays.asList(said.group(1).split(", ", -1))));
    }

    var written = new TreeMap<String, Set<String>>();
    for (var kind : new TreeSet<>(KINDS.values())) written.put(kind, keys(kind, false));
    assertThat(known).isEqualTo(written);
    var kinds = new TreeSet<>(KINDS.values());
    kinds.add("allow");
    assertThat(object(SCHEMA, "$defs").members().keySet()).isEqualTo(kinds);
  }

  @Test
  void what_it_says_is_not_supported_yet_is_what_the_parser_says_so_of() {
    for (var kind : KINDS.values()) {
      for (var key : keys(kind, true)) {
        assertThat(NotYet.key(kind, key)).as(kind + " " + key).isTrue();
      }
    }
  }

  static Stream<Path> files() throws IOException {
    var found = new ArrayList<Path>();
    for (var root : List.of("src/test/resources", "../examples", "../cli/src/test/resources")) {
      try (var all = Files.walk(Path.of(root))) {
        found.addAll(
            all.filter(path -> path.toString().endsWith(".yaml"))
                .filter(path -> !path.toString().contains("target"))
                .filter(AgentSchemaTest::isAgent)
                .toList());
      }
    }
    assertThat(found).hasSizeGreaterThan(4);
    return found.stream();
  }

  private static boolean isAgent(Path file) {
    try {
      return Files.readString(file).startsWith("agent:");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void every_agent_file_of_the_repository_validates(Path file) throws IOException {
    var text =
        Files.readString(file)
            .replace("@AUTONOMY@", "bounded")
            .replaceAll("@(TIMEOUT|EXPIRE)@", "5s")
            .replaceAll("@[A-Z_]+@", "http://127.0.0.1");
    assertThat(faults(text)).isEmpty();
  }

  /** Whole files that the parser refuses, by what is claimed of them. */
  private static Map<String, String> refused() {
    var files = new TreeMap<String, String>();
    RefusalTest.refused().forEach(one -> files.put(one.sentence(), Folder.HEAD + one.yaml()));
    ToolRefusalTest.tools()
        .forEach(one ->
            files.put(one.sentence(), Folder.HEAD + ToolRefusalTest.TOOLS + "      " + one.yaml()));
    RefusalTest.models().forEach(one -> files.put(one.sentence(), one.yaml()));
    ToolRefusalTest.sources().forEach(one -> files.put(one.sentence(), Folder.HEAD + one.yaml()));
    return files;
  }

  /**
   * What no schema can say: it takes another file, another place in this one, or a computation.
   * What is not supported yet is left to the parser, since editors would call it wrong for ever.
   */
  private static final Set<String> BEYOND =
      Set.of(
          "a compensation is not undone itself",
          "a compensation must be listed",
          "a condition must be an expression over result and args",
          "a condition must come out as true or false",
          "a duration is never endless",
          "a fallback function is the runtime's own",
          "a model without a known price is refused",
          "a post-condition in short is an expression as well",
          "a post-condition is an expression over the call that is done",
          "a read has nothing to confirm",
          "what is read for a ruling changes nothing",
          "what is read for a ruling is asked by an expression over the call",
          "what is read for a ruling must be listed",
          "a password in an address is refused and not shown",
          "a prompt that looks like a file must be one",
          "a query names a read",
          "a query names a tool that is listed",
          "a read undoes nothing",
          "a reference that is none is refused",
          "a result has a hard cap",
          "a result schema in a file must be there",
          "a result schema that is none is refused",
          "a result schema that points elsewhere is refused",
          "a schema file must be a JSON object",
          "a schema file must be there",
          "a secret by its form is refused and not shown",
          "a secret by its name is refused and not shown",
          "a tool is listed once",
          "a transactional effect is a Java method's",
          "a transactional effect takes a short time",
          "an argument of a compensation is CEL over args and result",
          "an order names tools that are listed",
          "an order names tools that the model can call",
          "an order that is cyclic is refused",
          "evidence names tools that are listed",
          "as-of is a path to one value or a header",
          "memory is not supported yet",
          "only http answers have headers",
          "what is not built yet of a tool is refused by name");

  @Test
  void every_file_that_the_parser_refuses_is_refused_by_it_where_a_schema_can_say_so() {
    var accepted = new TreeSet<String>();
    refused()
        .forEach((claim, yaml) -> {
          if (faults(yaml).isEmpty()) accepted.add(claim);
        });
    assertThat(accepted).isEqualTo(new TreeSet<>(BEYOND));
  }

  private static List<Error> faults(String yaml) {
    var notes = new Notes();
    var root = YamlTree.parse("agent.yaml", yaml + "\n", notes);
    var node = JsonMapper.shared().readTree(root.value().json());
    return COMPILED.validate(node);
  }

  private static Set<String> keys(String kind, boolean later) {
    var properties = object(object(object(SCHEMA, "$defs"), kind), "properties");
    var keys = new TreeSet<String>();
    properties
        .members()
        .forEach((key, value) -> {
          if (value.json().contains("Not supported yet") == later) keys.add(key);
        });
    return keys;
  }

  private static Value.Obj object(Value.Obj in, String key) {
    return (Value.Obj) in.get(key).orElseThrow();
  }
}
