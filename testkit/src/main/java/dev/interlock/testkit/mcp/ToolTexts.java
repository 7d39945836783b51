package dev.interlock.testkit.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the tools say of themselves. */
final class ToolTexts {
  private static final String TEXT = "string";
  private static final String NUMBER = "number";

  private ToolTexts() {}

  /** All descriptors, in one order. */
  static List<Map<String, ?>> all(String suffix) {
    var tools = new ArrayList<Map<String, ?>>();
    tools.add(tool("lookup", "Tells an account's balance".concat(suffix), "id", TEXT));
    tools.add(
        tool(
            "credit",
            "Credits an account; the same key never credits twice",
            "account",
            TEXT,
            "amount",
            NUMBER,
            "idempotency_key",
            TEXT));
    tools.add(
        tool(
            "debit",
            "Takes a credit back; the same key never takes back twice",
            "account",
            TEXT,
            "amount",
            NUMBER,
            "idempotency_key",
            TEXT));
    tools.add(
        tool(
            "post_entry",
            "Writes a ledger entry, every time it is called",
            "account",
            TEXT,
            "amount",
            NUMBER,
            "idempotency_key",
            TEXT));
    tools.add(
        tool(
            "void_entry",
            "Voids a ledger entry; the same key never voids twice",
            "account",
            TEXT,
            "amount",
            NUMBER,
            "idempotency_key",
            TEXT));
    tools.add(tool("find_entry", "Tells whether a key was written", "idempotency_key", TEXT));
    tools.add(tool("notify_once", "Sends a message", "account", TEXT, "text", TEXT));
    tools.add(tool("slow", "Answers after a while", "millis", NUMBER));
    tools.add(
        tool(
            "work",
            "Reports progress step by step, is silent for a while, and answers",
            "steps",
            NUMBER,
            "every_millis",
            NUMBER,
            "silent_millis",
            NUMBER));
    tools.add(tool("fail", "Answers that it failed", "text", TEXT));
    tools.add(tool("say", "Answers with this text", "text", TEXT));
    tools.add(tool("several", "Answers with two texts"));
    tools.add(tool("huge", "Answers with this many bytes", "bytes", NUMBER));
    tools.add(tool("refuse", "Answers with this JSON-RPC error", "code", NUMBER));
    tools.add(tool("die", "Ends the server in the middle of the call", "code", NUMBER));
    tools.add(tool("environment", "Tells the names of the server's environment"));
    tools.add(tool("meta", "Tells the metadata of the call"));
    tools.add(tool("cancellations", "Tells which requests were cancelled"));
    tools.add(tool("drift", "Changes the description of lookup", "text", TEXT));
    return tools;
  }

  /** A tool whose arguments, pairs of name and type, are all required. */
  private static Map<String, ?> tool(String name, String description, String... arguments) {
    var properties = new LinkedHashMap<String, Map<String, ?>>();
    for (var i = 0; i < arguments.length; i += 2) {
      properties.put(arguments[i], Map.of("type", arguments[i + 1]));
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", List.copyOf(properties.keySet()));
    schema.put("additionalProperties", false);
    return Map.of("name", name, "description", description, "inputSchema", schema);
  }
}
