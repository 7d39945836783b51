package dev.interlock.examples.incidentdesk.demo;

import dev.interlock.examples.incidentdesk.GroundTruth;
import dev.interlock.examples.incidentdesk.ShopTools;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Options;
import dev.interlock.runtime.Run;
import dev.interlock.runtime.RunResult;
import dev.interlock.runtime.effect.methods.MethodTools;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.views.trace.StoryLine;
import dev.interlock.views.trace.StoryView;
import dev.interlock.views.trace.Tone;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The main job end to end: a desk whose scripted model is wrong on purpose, stopped and set right
 * by the gates; then the same script without them, a process killed in mid-effect, and the journals
 * proved.
 */
public final class Demo {
  private static final Principal ANN = Principal.of("ann", "analyst");
  private static final int SHOWN_MAX = 160;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final DemoOptions options;
  private final Page page;
  private final Operator operator;

  private Demo(DemoOptions options, PrintStream out, InputStream in) {
    this.options = options;
    this.page = new Page(out);
    var terminal =
        options.interactive()
            ? Optional.of(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)))
            : Optional.<BufferedReader>empty();
    this.operator = new Operator(page, terminal);
  }

  /**
   * Runs the demo.
   *
   * @return how the desk's run ended
   */
  public static RunResult run(DemoOptions options, PrintStream out, InputStream in) {
    return new Demo(options, out, in).run();
  }

  private RunResult run() {
    page.line(
        options.model().isEmpty()
            ? "The model is scripted to be wrong; the database, the gates, the journal and the"
                + " process death are real."
            : "The model is "
                + options.model().get()
                + "; the shop is generated, everything else is real.");
    var desk = Desk.in(options.data().resolve("desk"), options.seed());
    var before = desk.copyOfShop("shop-without-gates.db");
    page.line(
        "Shop: "
            + desk.shop()
            + ", one year drawn from seed "
            + options.seed()
            + ". Goal: "
            + desk.goal());
    var result = governed(desk);
    if (options.model().isEmpty()) {
      withoutGates(desk, before);
      killed(desk);
    }
    proved();
    next(result);
    return result;
  }

  private RunResult governed(Desk desk) {
    page.title("1. The desk under Interlock");
    var story = new StoryView();
    var opened = Options.in(options.data()).watchedBy((_, entries) -> tell(story, entries));
    try (var interlock = Interlock.open(opened)) {
      var run = interlock.start(desk.agent(options.model()), desk.goal(), ANN);
      var result = run.await(LIMIT);
      while (result.status() == Status.WAITING_APPROVAL) {
        operator.answer(interlock, run);
        result = run.await(LIMIT);
      }
      judged(desk, result);
      return result;
    }
  }

  private void judged(Desk desk, RunResult result) {
    page.line("");
    page.under(
        "answer ", result.output().map(Diagnosis::inWords).orElse("none; " + result.status()));
    page.under("truth  ", Diagnosis.inWords(GroundTruth.of(desk.shop())));
  }

  private void withoutGates(Desk desk, Path shop) {
    page.title("2. The same script, gates off, on a copy of the shop");
    try (var tools = MethodTools.of(new ShopTools(shop))) {
      var answer =
          new Ungated(tools, call -> page.under("       did   ", call))
              .answer(desk.folder(), "wrong-then-right.yaml", desk.goal());
      page.under("answer ", Diagnosis.inWords(answer));
      page.under("truth  ", Diagnosis.inWords(GroundTruth.of(shop)));
      var here = EffectLog.of(shop).performed("restart_service");
      var there = EffectLog.of(desk.shop()).performed("restart_service");
      page.line(
          "       restarts performed: " + here + " without gates, " + there + " under Interlock");
    }
  }

  private void killed(Desk desk) {
    page.title("3. Killed in mid-effect, then resumed");
    var pid = KilledInMidEffect.kill(desk, options.data());
    page.line(
        "       process "
            + pid
            + " opened an incident and was killed (SIGKILL) before it could record it");
    page.under("       effect log: ", EffectLog.of(desk.shop()).last("open_incident"));
    var story = new StoryView();
    try (var interlock = Interlock.open(options.data())) {
      interlock.provide(new ShopTools(desk.shop()));
      for (var run : interlock.resume()) finish(interlock, run, story);
    }
    page.line(
        "       effect log, same key: "
            + EffectLog.of(desk.shop()).timesOfLastKey("open_incident")
            + " line(s)");
  }

  private void finish(Interlock interlock, Run run, StoryView story) {
    var result = run.await(LIMIT);
    try (var entries = interlock.entries(run.id(), 1)) {
      tell(story, entries.toList());
    }
    page.line("       run " + run.id() + ": " + result.status());
  }

  private void proved() {
    page.title("4. The journals, verified");
    try (var interlock = Interlock.open(options.data())) {
      for (var known : interlock.runs(new RunIndex.Query(null, null, false, null, 20))) {
        verify(interlock, known.run(), known.agent());
      }
    }
  }

  private void verify(Interlock interlock, RunId run, String agent) {
    var verified = interlock.verify(run, Optional.empty());
    page.line(
        "       "
            + run
            + " "
            + agent
            + ": "
            + verified.entries()
            + " entries whole, "
            + verified.rejudged()
            + " rulings made again with the same outcome"
            + verified.broken().map(broken -> ", BROKEN at entry " + broken.entry()).orElse(""));
  }

  private void next(RunResult result) {
    page.title("Where to look next");
    page.line(
        "       interlock show "
            + result.run()
            + "              the whole story, with entry numbers");
    page.line(
        "       interlock show " + result.run() + " --events     every fact as it lies on disk");
    page.line(
        "       interlock demo --model openai/gpt-5-mini      the same desk with a real model"
            + " (needs OPENAI_API_KEY)");
  }

  private void tell(StoryView story, List<Entry> entries) {
    for (var entry : entries) {
      for (var line : story.add(entry)) {
        if (worthALine(line)) page.under(label(line), shortened(line));
      }
    }
  }

  /** What happens at every step is left to {@code interlock show}. */
  private static boolean worthALine(StoryLine line) {
    var isAsking = line.tone() == Tone.HOUSEKEEPING && line.text().startsWith("The model is asked");
    return line.tone() != Tone.ALLOWED && !isAsking;
  }

  /** What was refused, held or decided is told whole; what was said and returned, in two lines. */
  private static String shortened(StoryLine line) {
    var text = line.text();
    return switch (line.tone()) {
      case MODEL, PROPOSAL, RETURNED, END ->
          text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX - 1) + "…";
      case GOAL, ALLOWED, REFUSED, HELD, FAILED, UNKNOWN, PERSON, HOUSEKEEPING -> text;
    };
  }

  private static String label(StoryLine line) {
    var tone = line.tone() == Tone.HOUSEKEEPING ? "" : line.tone().name().toLowerCase(Locale.ROOT);
    return String.format("%4d  %-9s", line.entry(), tone);
  }
}
