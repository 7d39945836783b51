package dev.interlock.testkit.mcp;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The tools: one of each effect class, and some that only tests of a client want. */
final class EffectTools {
  private static final BigDecimal OPENING_BALANCE = new BigDecimal("100.00");

  private final EffectLog log;
  private final Map<String, String> environment;
  private final Misbehaviour misbehaviour;
  private final List<String> cancelled = new CopyOnWriteArrayList<>();
  private volatile String suffix;
  private boolean drifted;

  EffectTools(EffectLog log, Map<String, String> environment, Misbehaviour misbehaviour) {
    this.log = log;
    this.environment = environment;
    this.misbehaviour = misbehaviour;
    this.suffix = environment.getOrDefault("DESCRIPTION_SUFFIX", "");
  }

  /** One page of the list of tools. */
  Map<String, @Nullable Object> page(@Nullable Object cursor) {
    var all = ToolTexts.all(suffix);
    if (misbehaviour.twice()) all.add(all.getFirst());
    var from = cursor == null ? 0 : Integer.parseInt(cursor.toString());
    var size = Integer.parseInt(environment.getOrDefault("EFFECT_PAGE", "1000"));
    var to = Math.min(all.size(), from + size);
    var page = new LinkedHashMap<String, @Nullable Object>();
    page.put("tools", all.subList(from, to));
    if (to < all.size()) page.put("nextCursor", Integer.toString(to));
    return page;
  }

  void cancelled(@Nullable Object requestId) {
    cancelled.add(String.valueOf(requestId));
  }

  /** Whether the descriptions have changed since this was asked last. */
  synchronized boolean takeDrift() {
    var was = drifted;
    drifted = false;
    return was;
  }

  /** Carries out one call and returns its {@code CallToolResult}. */
  Map<String, ?> call(String tool, Map<String, @Nullable Object> given) throws IOException {
    var arguments = new Arguments(given);
    return switch (tool) {
      case "lookup" -> Results.structured(lookup(arguments.text("id")));
      case "credit" -> {
        log.performOnce(effect(tool, arguments.text("idempotency_key"), given));
        yield afterEffect(arguments);
      }
      case "debit" -> {
        var account = arguments.text("account");
        if (account.equals(environment.get("CLOSED_ACCOUNT"))) {
          yield Results.error("the account " + account + " is closed");
        }
        log.performOnce(effect(tool, arguments.text("idempotency_key"), given));
        yield afterEffect(arguments);
      }
      case "post_entry" -> {
        log.perform(effect(tool, arguments.text("idempotency_key"), given));
        yield afterEffect(arguments);
      }
      case "void_entry" -> {
        log.performOnce(effect(tool, arguments.text("idempotency_key"), given));
        yield afterEffect(arguments);
      }
      case "find_entry" -> Results.structured(find(arguments.text("idempotency_key")));
      case "notify_once" -> {
        log.perform(effect(tool, "-", given));
        yield afterEffect(arguments);
      }
      default -> callForClients(tool, arguments);
    };
  }

  private Map<String, ?> callForClients(String tool, Arguments arguments) {
    return switch (tool) {
      case "slow" -> slow(arguments.number("millis"));
      case "fail" -> Results.error(arguments.text("text"));
      case "say" -> Results.text(arguments.text("text"));
      case "several" -> Results.texts(List.of("one", "two"));
      case "huge" -> Results.text("x".repeat(arguments.number("bytes")));
      case "refuse" -> throw new ProtocolErrorException(arguments.number("code"), "as you wish");
      case "die" -> die(arguments.number("code"));
      case "environment" ->
          Results.structured(Map.of("names", new ArrayList<>(new TreeSet<>(environment.keySet()))));
      case "cancellations" -> Results.structured(Map.of("requests", List.copyOf(cancelled)));
      case "drift" -> drift(arguments.text("text"));
      default -> throw new ProtocolErrorException(-32602, "Unknown tool: ".concat(tool));
    };
  }

  private static Map<String, ?> slow(int millis) {
    Pause.millis(millis);
    return Results.structured(Map.of("slept", new BigDecimal(millis)));
  }

  private static Map<String, ?> die(int code) {
    System.err.println("out of cheese");
    Runtime.getRuntime().halt(code);
    return Map.of();
  }

  private synchronized Map<String, ?> drift(String text) {
    suffix = text;
    drifted = true;
    return Results.structured(Map.of());
  }

  private static EffectLog.Effect effect(
      String tool, String key, Map<String, @Nullable Object> given) {
    return new EffectLog.Effect(key, tool, Json.write(given));
  }

  private Map<String, ?> afterEffect(Arguments arguments) {
    Pause.millis(Long.parseLong(environment.getOrDefault("EFFECT_DELAY_MILLIS", "0")));
    return Results.structured(Map.of("done", true, "account", arguments.text("account")));
  }

  private Map<String, ?> lookup(String id) throws IOException {
    var balance = OPENING_BALANCE;
    for (var effect : log.effects()) {
      var given = Json.object(Json.parse(effect.arguments()));
      if (effect.tool().equals("credit") && id.equals(given.get("account"))) {
        balance = balance.add(new Arguments(given).decimal("amount"));
      }
    }
    return Map.of("id", id, "balance", balance);
  }

  private Map<String, ?> find(String key) throws IOException {
    for (var effect : log.effects()) {
      if (!effect.tool().equals("post_entry") || !effect.key().equals(key)) continue;
      var given = new Arguments(Json.object(Json.parse(effect.arguments())));
      return Map.of("written", true, "amount", given.decimal("amount"));
    }
    return Map.of("written", false);
  }
}
