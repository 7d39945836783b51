package dev.interlock.cli;

import dev.interlock.cli.screen.Screen;
import dev.interlock.cli.screen.StoryText;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.RunState;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.loop.Watcher;
import dev.interlock.views.trace.StoryView;
import dev.interlock.views.trace.Tone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows what happens while it happens, one line for each thing. Called on the threads of drivers; a
 * screen that cannot be written to does not stop a run.
 */
final class Progress implements Watcher {
  private static final int WORDS_MAX = 2_000;

  private final Screen screen;
  private final StoryText text;
  private final Map<RunId, StoryView> stories = new HashMap<>();
  private @Nullable Interlock interlock;
  private @Nullable RunId last;
  private @Nullable RunId heard;
  private int shown;

  Progress(Screen screen) {
    this.screen = screen;
    this.text = new StoryText(screen, false);
  }

  /** Lets it look up what was recorded before it began to watch. */
  synchronized void lookInto(Interlock opened) {
    interlock = opened;
  }

  @Override
  public synchronized void committed(RunState state, List<Entry> entries) {
    if (entries.isEmpty()) return;
    var run = state.mandate().run();
    if (run.equals(heard)) endWords();
    try {
      var story = stories.computeIfAbsent(run, id -> before(id, entries.getFirst().sequence()));
      if (!run.equals(last)) screen.line("run " + run);
      last = run;
      for (var entry : entries) {
        for (var line : story.add(entry)) {
          if (line.tone() != Tone.HOUSEKEEPING && line.tone() != Tone.END) text.show(line);
        }
      }
    } catch (RuntimeException untellable) {
      var _ = stories.remove(run);
    }
  }

  @Override
  public boolean listens() {
    return screen.isLive();
  }

  /** Shows one answer at a time, as long as its first {@value #WORDS_MAX} characters. */
  @Override
  public synchronized void provisional(RunId run, String words) {
    if (heard != null && !heard.equals(run)) return;
    if (heard == null) screen.ask("     provisional  ");
    heard = run;
    if (shown > WORDS_MAX) return;
    shown += words.length();
    screen.ask(words.replaceAll("\\s+", " "));
  }

  private void endWords() {
    screen.line("");
    heard = null;
    shown = 0;
  }

  private StoryView before(RunId run, long sequence) {
    var from = interlock;
    if (sequence == 1 || from == null) return new StoryView();
    var story = new StoryView();
    try (var entries = from.entries(run, 1)) {
      var all = entries.takeWhile(entry -> entry.sequence() < sequence).iterator();
      while (all.hasNext()) {
        var _ = story.add(all.next());
      }
    }
    return story;
  }
}
