package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Flow;
import dev.interlock.kernel.charter.ResultTerms;
import dev.interlock.kernel.charter.Risk;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.charter.ToolContract.Exposure;
import dev.interlock.kernel.charter.ToolContract.Limits;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the terms of one tool. */
final class ToolReader {
  private static final long RESULT_BYTES_CAP = 8L * 1024 * 1024;
  private static final int ATTEMPTS_CAP = 10;
  private static final int CONCURRENT_CAP = 10_000;
  private static final Shape<Flow.Rate> RATE =
      Shapes.countPerTime("calls and a time, as in 10/1s or 600/1m", Flow.Rate::new);
  private static final Shape<Flow.Circuit> CIRCUIT =
      Shapes.countPerTime("failures and a rest, as in 5/30s", Flow.Circuit::new);

  private final Section tool;

  private ToolReader(Section tool) {
    this.tool = tool;
  }

  /**
   * Returns the tool, or empty if what is essential is missing or wrong.
   *
   * @param source the way to where it comes from
   * @param result what its results must be; empty if nothing is asked of them
   */
  static Optional<ListedTool> read(
      String name, Section tool, String source, Optional<ResultTerms> result) {
    return new ToolReader(tool)
        .terms(name, result)
        .map(terms -> new ListedTool(tool.path(), source, terms));
  }

  private Optional<ToolContract> terms(String name, Optional<ResultTerms> result) {
    var effect = new EffectReader(tool).read();
    var risk = tool.get("risk", Shapes.oneOf(Risk.class));
    var permission = tool.get("permission", Shapes.TEXT);
    var internal = tool.get("internal", Shapes.TRUTH).orElse(false);
    var isRead = effect.filter(EffectClass::isRead).isPresent();
    var undo = new UndoReader(tool).read(isRead);
    var grounds = new GroundsReader(tool).read(isRead);
    var limits = limits(effect, name);
    tool.done();
    if (effect.isEmpty()) return Optional.empty();
    return Optional.of(
        new ToolContract(
            new Descriptor(name, "", Value.Obj.EMPTY, Digest.NONE),
            effect.get(),
            risk(effect.get(), risk),
            permission.orElse(null),
            limits,
            internal ? Exposure.INTERNAL : Exposure.MODEL,
            result.orElse(null),
            undo,
            grounds));
  }

  private Risk risk(EffectClass effect, Optional<Risk> stated) {
    if (!effect.isRead()) {
      if (!tool.has("risk")) tool.notes().assumed(Default.RISK, tool.path());
      return stated.orElseGet(() -> Default.RISK.as(Shapes.oneOf(Risk.class)));
    }
    if (stated.filter(risk -> risk != Risk.NONE).isPresent()) {
      tool.error("risk", tool.pathOf("risk") + ": a read has no risk", "remove it");
    }
    return Risk.NONE;
  }

  private Limits limits(Optional<EffectClass> effect, String name) {
    var joins = effect.filter(EffectClass.Transactional.TRANSACTIONAL::equals).isPresent();
    var timeout = timeout(joins ? Default.TRANSACTION_TIMEOUT : Default.TOOL_TIMEOUT, joins, name);
    var attempts = attempts(effect.filter(EffectClass.Once.ONCE::equals).isPresent());
    return new Limits(
        timeout,
        attempts,
        tool.get("backoff", Shapes.DURATION, Default.BACKOFF),
        tool.get("result-bytes-max", Shapes.bytes(RESULT_BYTES_CAP), Default.RESULT_BYTES_MAX),
        flow(),
        new CallTime(tool, name).read(timeout, attempts, effect));
  }

  private Duration timeout(Default otherwise, boolean joins, String name) {
    if (!tool.has("timeout")) {
      var text = name + " has no timeout: " + otherwise.text() + " is used";
      tool.notes().info(tool.start(), text, otherwise.reason());
    }
    var timeout = tool.get("timeout", Shapes.DURATION).orElse(otherwise.as(Shapes.DURATION));
    var max = EffectClass.Transactional.TIMEOUT_MAX;
    if (!joins || timeout.compareTo(max) <= 0) return timeout;
    tool.error(
        "timeout",
        tool.pathOf("timeout") + ": effect transactional allows " + max.toSeconds() + "s at most",
        "every run waits while such a call lasts");
    return max;
  }

  private @Nullable Flow flow() {
    var flow =
        new Flow(
            tool.get("concurrent-max", Shapes.whole(1, CONCURRENT_CAP)).orElse(null),
            tool.get("rate-max", RATE).orElse(null),
            tool.get("circuit", CIRCUIT).orElse(null),
            ofTenant());
    return flow.equals(Flow.FREE) ? null : flow;
  }

  private Flow.@Nullable Caps ofTenant() {
    var caps =
        new Flow.Caps(
            tool.get("tenant-concurrent-max", Shapes.whole(1, CONCURRENT_CAP)).orElse(null),
            tool.get("tenant-rate-max", RATE).orElse(null));
    return caps.equals(Flow.Caps.NONE) ? null : caps;
  }

  private int attempts(boolean once) {
    var shape = Shapes.whole(1, ATTEMPTS_CAP);
    if (!once) return tool.get("attempts", shape, Default.ATTEMPTS);
    if (tool.get("attempts", shape, Default.ATTEMPTS_ONCE) > 1) {
      tool.error(
          "attempts", tool.pathOf("attempts") + ": effect once allows one attempt", "remove it");
    }
    return 1;
  }
}
