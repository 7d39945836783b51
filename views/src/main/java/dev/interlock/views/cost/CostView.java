package dev.interlock.views.cost;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.kernel.run.Event.RunStarted;
import dev.interlock.kernel.run.Event.TurnsSummarised;
import dev.interlock.kernel.value.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run has cost so far, by the rules by which the kernel charges it. Money is in millionths
 * of one US dollar. Not thread-safe.
 */
public final class CostView {
  private final Map<CommandId, CommandPermitted> open = new HashMap<>();
  private final Map<String, Price> prices = new HashMap<>();
  private String first = "";
  private long tokensIn;
  private long tokensOut;
  private long tokensCached;
  private long usdMicros;
  private long worstCaseUsdMicros;
  private int modelCalls;
  private int toolCalls;

  public static CostView of(Iterable<Entry> entries) {
    var view = new CostView();
    entries.forEach(view::add);
    return view;
  }

  /** Takes the next entry in. */
  public void add(Entry entry) {
    if (entry.event() instanceof RunStarted started) priced(started.charter());
    else if (entry.event() instanceof CommandPermitted permitted) permitted(permitted);
    else if (entry.event() instanceof ModelReplied replied) {
      charge(replied.command(), replied.usage(), true);
    } else if (entry.event() instanceof TurnsSummarised summarised) {
      charge(summarised.command(), summarised.usage(), true);
    } else if (entry.event() instanceof ModelFailed failed) {
      charge(failed.command(), failed.usage(), failed.fault().billable());
    }
  }

  private void priced(Charter charter) {
    first = charter.model().use();
    for (var model : charter.models()) prices.put(model.use(), model.price());
  }

  /** An answer's permit is for nothing that is done; only a model's attempt sets tokens aside. */
  private void permitted(CommandPermitted permitted) {
    if (permitted.facts().answer() != null) return;
    if (permitted.reserved().tokens() == 0) {
      toolCalls++;
      return;
    }
    modelCalls++;
    open.put(permitted.command(), permitted);
  }

  private void charge(CommandId command, @Nullable Usage usage, boolean billable) {
    var permit = open.remove(command);
    if (permit == null) return;
    if (usage != null) {
      tokensIn += usage.inputTokens();
      tokensOut += usage.outputTokens();
      tokensCached += usage.cachedTokens();
      var model = permit.model() == null ? first : permit.model();
      usdMicros += prices.getOrDefault(model, Price.UNMETERED).micros(usage);
    } else if (billable) {
      usdMicros += permit.reserved().costMicros();
      worstCaseUsdMicros += permit.reserved().costMicros();
    }
  }

  /** All that was charged, worst cases among it. */
  public long usdMicros() {
    return usdMicros;
  }

  /** What of {@link #usdMicros} was charged as reserved, because nobody said what was used. */
  public long worstCaseUsdMicros() {
    return worstCaseUsdMicros;
  }

  /** What is set aside for calls without an outcome, beside {@link #usdMicros}. */
  public long unsettledUsdMicros() {
    return open.values().stream().mapToLong(permit -> permit.reserved().costMicros()).sum();
  }

  /** Tokens read, as far as providers said; cached ones among them. */
  public long tokensIn() {
    return tokensIn;
  }

  /** Tokens written, as far as providers said. */
  public long tokensOut() {
    return tokensOut;
  }

  public long tokensCached() {
    return tokensCached;
  }

  /** Attempts to call the model that were permitted. */
  public int modelCalls() {
    return modelCalls;
  }

  /** Attempts to call a tool that were permitted, queries among them. */
  public int toolCalls() {
    return toolCalls;
  }

  public Value.Obj json() {
    return Value.of(
        Map.of(
            "usdMicros", Value.of(usdMicros),
            "worstCaseUsdMicros", Value.of(worstCaseUsdMicros),
            "unsettledUsdMicros", Value.of(unsettledUsdMicros()),
            "tokensIn", Value.of(tokensIn),
            "tokensOut", Value.of(tokensOut),
            "tokensCached", Value.of(tokensCached),
            "modelCalls", Value.of(modelCalls),
            "toolCalls", Value.of(toolCalls)));
  }
}
