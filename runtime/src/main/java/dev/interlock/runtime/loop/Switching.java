package dev.interlock.runtime.loop;

import dev.interlock.kernel.run.Course.Stop;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.SwitchReleased;
import dev.interlock.kernel.run.Event.SwitchThrown;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Signed;
import dev.interlock.runtime.journal.Switchboard.Board;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds the switch board against what a run knows of it, and says what is new. A switch on a tool
 * stops the run when that tool is about to be called; every other stops it at once.
 */
final class Switching {
  private final RunState state;
  private final Board board;

  Switching(RunState state, Board board) {
    this.state = state;
    this.board = board;
  }

  /** Returns what the run has to learn before anything is judged: what is thrown first. */
  List<Event> news(Instant now) {
    var news = new ArrayList<Event>();
    if (state.over()) return news;
    for (var thrown : board.thrown()) {
      if (isNews(thrown)) news.add(found(thrown));
    }
    for (var stop : state.course().stops()) {
      var scope = stop.thrown().scope();
      if (board.thrown().stream().noneMatch(one -> Standings.scope(one).equals(scope))) {
        news.add(new SwitchReleased(scope, released(scope, now)));
      }
    }
    return news;
  }

  /** Returns the switch that keeps this attempt from being judged; empty if none does. */
  Optional<Event> before(Pending wanted) {
    if (board.thrown().isEmpty()) return Optional.empty();
    var fact = Standings.of(state.mandate(), board).switches();
    return board.thrown().stream()
        .filter(thrown -> stops(thrown))
        .filter(thrown ->
            fact.stream()
                .filter(one -> one.scope().equals(Standings.scope(thrown)))
                .anyMatch(one -> Standings.concerns(one, state.mandate(), wanted)))
        .findFirst()
        .map(Switching::found);
  }

  private boolean isNews(Thrown thrown) {
    var known = known(Standings.scope(thrown));
    if (known.isPresent()) return !known.get().equals(stop(thrown));
    return stops(thrown) && Standings.concernsNow(thrown, state);
  }

  /** What is heading for its end anyway is not ended by a final switch. */
  private boolean stops(Thrown thrown) {
    return !thrown.last() || state.course().intended().isEmpty();
  }

  private Optional<Stop> known(String scope) {
    return state.course().stops().stream()
        .filter(stop -> stop.thrown().scope().equals(scope))
        .findFirst();
  }

  private Signed released(String scope, Instant now) {
    return board.released().stream()
        .filter(one -> Standings.scope(one.kind(), one.name()).equals(scope))
        .findFirst()
        .map(one -> one.by())
        .orElseGet(() -> new Signed("somebody", "", now));
  }

  private static Stop stop(Thrown thrown) {
    return new Stop(Standings.asFact(thrown), thrown.by());
  }

  private static Event found(Thrown thrown) {
    return new SwitchThrown(Standings.asFact(thrown), thrown.by());
  }
}
