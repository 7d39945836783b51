package dev.interlock.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line that refuses something about tools. Tools stand from line 6 on. */
class ToolRefusalTest {
  private static final String JAVA = "tools:\n  - java: { class: X, allow: ";

  static final String TOOLS =
      """
      tools:
        - mcp: { name: shop, command: [shop] }
          allow:
      """;

  @TempDir Path folder;

  static Stream<Case> tools() {
    var look = "\n      look: { effect: read }\norder:\n  - ";
    return Stream.of(
        Case.of(
            "an effect must be declared",
            "pay: { risk: money }",
            "agent.yaml:6: tools[0].allow.pay.effect is missing (read, keyed, reconcile,"
                + " transactional or once)"),
        Case.of(
            "an unknown effect is refused",
            "pay: { effect: write }",
            "agent.yaml:6: tools[0].allow.pay.effect must be one of read, keyed, reconcile,"
                + " transactional, once, is 'write'"),
        Case.of(
            "a transactional effect is a Java method's",
            "pay: { effect: transactional }",
            "agent.yaml:6: tools[0].allow.pay.effect: only a tool of java can be transactional"
                + " (another process is in no transaction of the journal's)"),
        Case.of(
            "what is not built yet of a tool is refused by name",
            "pay: { effect: once, args: {}, returns: {}, sensitive: true }",
            "agent.yaml:6: tools[0].allow.pay.args is not supported yet",
            "agent.yaml:6: tools[0].allow.pay.returns is not supported yet",
            "agent.yaml:6: tools[0].allow.pay.sensitive is not supported yet"),
        Case.of(
            "a compensation must be listed",
            "pay: { effect: once, compensate: unpay }",
            "agent.yaml:6: tools[0].allow.pay.compensate: no tool unpay is listed (known: pay)"),
        Case.of(
            "a read undoes nothing",
            "pay: { effect: once, compensate: look }\n      look: { effect: read }",
            "agent.yaml:6: tools[0].allow.pay.compensate: look cannot undo: it must have an effect,"
                + " and no compensation of its own"),
        Case.of(
            "what is read for a ruling must be listed",
            "pay: { effect: once, facts: { order: { tool: look } } }",
            "agent.yaml:6: tools[0].allow.pay.facts.order.tool: no tool look is listed (known:"
                + " pay)"),
        Case.of(
            "what is read for a ruling changes nothing",
            "pay: { effect: once, facts: { order: { tool: pay } } }",
            "agent.yaml:6: tools[0].allow.pay.facts.order.tool: pay cannot be read for a ruling: it"
                + " must be a read, and have no facts of its own"),
        Case.of(
            "what is read for a ruling is asked by an expression over the call",
            "pay: { effect: once, facts: { order: { tool: look, args: { id: output.id } } } }\n"
                + "      look: { effect: read }",
            "agent.yaml:6: tools[0].allow.pay.facts.order.args.id: undeclared reference to 'output'"
                + " at column 1; the names are: tool, args, facts, principal.name, principal.roles,"
                + " principal.tenant, goal"),
        Case.of(
            "a fact has a name that expressions can use",
            "pay: { effect: once, facts: { the-order: { tool: look } } }\n"
                + "      look: { effect: read }",
            "agent.yaml:6: 'the-order' is no name of a fact (letters, digits, _)"),
        Case.of(
            "a read has nothing to confirm",
            "look: { effect: read, done-when: 'true' }",
            "agent.yaml:6: tools[0].allow.look.done-when: a read has nothing to confirm (remove"
                + " it)"),
        Case.of(
            "a post-condition is an expression over the call that is done",
            "pay: { effect: once, done-when: { that: 'output == 1' } }",
            "agent.yaml:6: tools[0].allow.pay.done-when.that: undeclared reference to 'output' at"
                + " column 1; the names are: args, result, facts"),
        Case.of(
            "a post-condition in short is an expression as well",
            "pay: { effect: once, done-when: '1 + 1' }",
            "agent.yaml:6: tools[0].allow.pay.done-when: must come out as true or false, comes out"
                + " as int"),
        Case.of(
            "a compensation is not undone itself",
            "pay: { effect: once, compensate: { tool: unpay } }\n      unpay: { effect: once,"
                + " compensate: pay }",
            "agent.yaml:6: tools[0].allow.pay.compensate: unpay cannot undo: it must have an"
                + " effect, and no compensation of its own",
            "agent.yaml:7: tools[0].allow.unpay.compensate: pay cannot undo: it must have an"
                + " effect, and no compensation of its own"),
        Case.of(
            "an effect cannot be both",
            "pay: { effect: once, compensate: unpay, irreversible: true }\n      unpay: { effect:"
                + " once }",
            "agent.yaml:6: tools[0].allow.pay.irreversible does not go with compensate (remove one"
                + " of them)"),
        Case.of(
            "a read has nothing to undo",
            "look: { effect: read, irreversible: true }",
            "agent.yaml:6: tools[0].allow.look.irreversible: a read has nothing to undo (remove"
                + " it)"),
        Case.of(
            "an argument of a compensation is CEL over args and result",
            "pay: { effect: once, compensate: { tool: unpay, args: { id: 'output.id' } } }\n     "
                + " unpay: { effect: once }",
            "agent.yaml:6: tools[0].allow.pay.compensate.args.id: undeclared reference to 'output'"
                + " at column 1; the names are: args, result"),
        Case.of(
            "a result schema that is none is refused",
            "get: { effect: read, result: { type: objekt } }",
            "agent.yaml:6: tools[0].allow.get.result at /type: must be a type (string, number,"
                + " integer, boolean, object, array, null) or a list of types, not \"objekt\""),
        Case.of(
            "a result schema that points elsewhere is refused",
            "get: { effect: read, result: { $ref: 'https://example.com/order.json' } }",
            "agent.yaml:6: tools[0].allow.get.result at /$ref: 'https://example.com/order.json'"
                + " points outside the schema; only references within it (#/…) are followed"),
        Case.of(
            "a result schema in a file must be there",
            "get: { effect: read, result: schemas/none.json }",
            "agent.yaml:6: tools[0].allow.get.result: there is no file schemas/none.json"),
        Case.of(
            "fresh-within needs to know where the time stands",
            "get: { effect: read, fresh-within: 10m }",
            "agent.yaml:6: tools[0].allow.get.as-of is missing (as in as-of: \"$.as_of\")"),
        Case.of(
            "as-of alone asks nothing",
            "get: { effect: read, as-of: $.as_of }",
            "agent.yaml:6: tools[0].allow.get.fresh-within is missing (as in fresh-within: 10m)"),
        Case.of(
            "as-of is a path to one value or a header",
            "get: { effect: read, fresh-within: 10m, as-of: '$.rows[*].at' }",
            "agent.yaml:6: tools[0].allow.get.as-of must be a path, as in $.as_of, or a header, as"
                + " in header:Last-Modified, is '$.rows[*].at'"),
        Case.of(
            "only http answers have headers",
            "get: { effect: read, fresh-within: 10m, as-of: 'header:Date' }",
            "agent.yaml:6: tools[0].allow.get.as-of: only what tools of http answer has headers (as"
                + " in as-of: \"$.as_of\")"),
        Case.of(
            "a condition must be an expression over result and args",
            "get: { effect: read, complete-when: 'reslt.next == null' }",
            "agent.yaml:6: tools[0].allow.get.complete-when: undeclared reference to 'reslt' at"
                + " column 1; the names are: result, args, sum(list), avg(list), round(number,"
                + " decimals), math.*"),
        Case.of(
            "a condition must come out as true or false",
            "get: { effect: read, checks: [ 'size(result.items) + 1' ] }",
            "agent.yaml:6: tools[0].allow.get.checks[0]: must come out as true or false, comes out"
                + " as double"),
        Case.of(
            "a condition with a reason has an expression",
            "get: { effect: read, checks: [ { reason: sums must add up }, 5 ] }",
            "agent.yaml:6: tools[0].allow.get.checks[0].that is missing (CEL over result and args)",
            "agent.yaml:6: tools[0].allow.get.checks[1] must be CEL in quotes, is 5 (or { that:"
                + " CEL, reason: text })"),
        Case.of(
            "a list of conditions is not empty",
            "get: { effect: read, checks: [] }",
            "agent.yaml:6: tools[0].allow.get.checks is empty (remove the key)"),
        Case.of(
            "a misspelt key of a tool is refused with what was meant",
            "pay: { effect: once, timeot: 5s }",
            "agent.yaml:6: unknown key tools[0].allow.pay.timeot (did you mean timeout?)"),
        Case.of(
            "a keyed effect names its key argument",
            "pay: { effect: keyed }",
            "agent.yaml:6: tools[0].allow.pay.key-argument is missing (the argument that takes the"
                + " idempotency key)"),
        Case.of(
            "a read takes no key and has no risk",
            "get: { effect: read, key-argument: k, risk: money }",
            "agent.yaml:6: tools[0].allow.get.key-argument does not go with effect: read (remove"
                + " it)",
            "agent.yaml:6: tools[0].allow.get.risk: a read has no risk (remove it)"),
        Case.of(
            "a reconcilable effect says whom to ask",
            "pay: { effect: reconcile, key-argument: k }",
            "agent.yaml:6: tools[0].allow.pay.reconcile is missing (reconcile: { tool: …,"
                + " key-argument: …, happened-when: 'result.found' })"),
        Case.of(
            "a query names a tool that is listed",
            "pay: { effect: reconcile, key-argument: k, reconcile: { tool: fnd, key-argument: k,"
                + " happened-when: 'true' } }\n      find: { effect: read }",
            "agent.yaml:6: tools[0].allow.pay.reconcile.tool: no tool fnd is listed (did you mean"
                + " find?)"),
        Case.of(
            "a query names a read",
            "pay: { effect: reconcile, key-argument: k, reconcile: { tool: find, key-argument: k,"
                + " happened-when: 'true' } }\n      find: { effect: once }",
            "agent.yaml:6: tools[0].allow.pay.reconcile.tool: find is no read"),
        Case.of(
            "an effect that happens once is tried once",
            "pay: { effect: once, attempts: 2 }",
            "agent.yaml:6: tools[0].allow.pay.attempts: effect once allows one attempt (remove"
                + " it)"),
        Case.of(
            "a result has a hard cap",
            "get: { effect: read, result-bytes-max: 9MiB }",
            "agent.yaml:6: tools[0].allow.get.result-bytes-max must be a size of at most 8192KiB,"
                + " as in 64KiB, is '9MiB'"),
        Case.of(
            "a tool is listed once",
            "get: { effect: read }\n  - mcp: { name: two, command: [two], allow: { get: { effect:"
                + " read } } }",
            "agent.yaml:7: tool get is listed twice (first at agent.yaml:6)"),
        Case.of(
            "a tool's name can be told to a model",
            "'get it': { effect: read }",
            "agent.yaml:6: 'get it' is no name of a tool (at most 64 letters, digits, dots, dashes"
                + " and underscores)"),
        Case.of(
            "an order of tools has exactly one rule",
            "pay: { effect: once }" + look + "{ tool: pay }",
            "agent.yaml:9: order[0] must have exactly one of requires, at-most, never-after"),
        Case.of(
            "an order names tools that are listed",
            "pay: { effect: once }" + look + "{ tool: pay, requires: lok }",
            "agent.yaml:9: order[0].requires: no tool lok is listed (did you mean look?)"),
        Case.of(
            "an order names tools that the model can call",
            "pay: { effect: once, internal: true }" + look + "{ tool: look, never-after: pay }",
            "agent.yaml:9: order[0].never-after: pay is internal: the model cannot call it"),
        Case.of(
            "an order that is cyclic is refused",
            "pay: { effect: once }"
                + look
                + "{ tool: pay, requires: look }\n  - { tool: look, requires: pay }",
            "agent.yaml:8: order is cyclic: pay requires look requires pay"),
        Case.of(
            "same goes with requires, per with at-most",
            "pay: { effect: once }" + look + "{ tool: pay, at-most: 1, same: [id] }",
            "agent.yaml:9: order[0].same goes with requires alone (remove it)"),
        Case.of(
            "evidence names tools that are listed",
            "look: { effect: read }\noutput: { evidence: { required-from: [charge] } }",
            "agent.yaml:7: output.evidence.required-from: no tool charge is listed (known: look)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tools")
  void with_the_line_of_the_tool(Case row) {
    var yaml = Folder.HEAD + TOOLS + "      " + row.yaml() + "\n";

    assertThat(new Folder(folder).errors(yaml)).isEqualTo(row.lines());
  }

  static Stream<Case> sources() {
    return Stream.of(
        Case.of(
            "tools are a list", "tools: {}", "agent.yaml:3: tools must be a list, is a mapping"),
        Case.of(
            "a source has exactly one kind",
            "tools:\n  - { allow: {} }",
            "agent.yaml:4: tools[0] must have exactly one of mcp, java, http"),
        Case.of(
            "a server has a name and a command",
            "tools:\n  - mcp: { allow: { get: { effect: read } } }",
            "agent.yaml:4: tools[0].mcp.name is missing (as in name: shop)",
            "agent.yaml:4: tools[0].mcp.command is missing (as in command: [node, server.js],"
                + " or url: for a server that runs already)"),
        Case.of(
            "a command is not empty",
            "tools:\n  - mcp: { name: a, command: [], allow: { get: { effect: read } } }",
            "agent.yaml:4: tools[0].mcp.command is missing (as in command: [node, server.js],"
                + " or url: for a server that runs already)"),
        Case.of(
            "a transactional effect takes a short time",
            JAVA + "{ pay: { effect: transactional, timeout: 6s } } }",
            "agent.yaml:4: tools[0].java.allow.pay.timeout: effect transactional allows 5s at most"
                + " (every run waits while such a call lasts)"),
        Case.of(
            "a transactional effect has no key",
            JAVA + "{ pay: { effect: transactional, key-argument: key } } }",
            "agent.yaml:4: tools[0].java.allow.pay.key-argument does not go with effect:"
                + " transactional (remove it)"),
        Case.of(
            "Java tools have a class",
            "tools:\n  - java: { classes: X, allow: { get: { effect: read } } }",
            "agent.yaml:4: tools[0].java.class is missing (as in class: com.example.ShopTools)",
            "agent.yaml:4: unknown key tools[0].java.classes (did you mean class?)"),
        Case.of(
            "a source lists its tools",
            "tools:\n  - mcp: { name: a, command: [a] }",
            "agent.yaml:4: tools[0].mcp lists no tool (add allow: { tool_name: { effect: read }"
                + " })"),
        Case.of(
            "a source lists its tools at one place",
            "tools:\n  - mcp: { name: a, command: [a], allow: {} }\n    allow: {}",
            "agent.yaml:5: tools[0].allow stands twice (keep this one or tools[0].mcp.allow)"),
        Case.of(
            "a variable of a server is text",
            "tools:\n  - mcp: { name: a, command: [a], env: { PORT: 1 }, allow: {} }",
            "agent.yaml:4: tools[0].mcp.env.PORT must be text (put it in quotes)"),
        Case.of(
            "a secret by its name is refused and not shown",
            "tools:\n  - mcp: { name: a, command: [a], env: { SHOP_TOKEN: hunter2 }, allow: {} }",
            "agent.yaml:4: tools[0].mcp.env.SHOP_TOKEN holds a secret in plain text (write"
                + " ${env:SHOP_TOKEN})"),
        Case.of(
            "a secret by its form is refused and not shown",
            "tools:\n  - mcp: { name: a, command: [a, ghp_0123456789abcdefghij], allow: {} }",
            "agent.yaml:4: tools[0].mcp.command[1] holds a secret in plain text (write"
                + " ${env:NAME})"),
        Case.of(
            "a password in an address is refused and not shown",
            "tools:\n  - mcp: { name: a, command: [a], env: { DB: \"pg://u:pw@host/db\" }, allow:"
                + " {} }",
            "agent.yaml:4: tools[0].mcp.env.DB holds a secret in plain text (write ${env:NAME})"),
        Case.of(
            "a reference that is none is refused",
            "tools:\n  - mcp: { name: a, command: [a], env: { DB: \"${SHOP_DB}\" }, allow: {} }",
            "agent.yaml:4: tools[0].mcp.env.DB holds ${ but no reference (references are written"
                + " ${env:NAME})"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sources")
  void with_the_line_of_the_source(Case row) {
    assertThat(new Folder(folder).errors(Folder.HEAD + row.yaml() + "\n")).isEqualTo(row.lines());
  }
}
