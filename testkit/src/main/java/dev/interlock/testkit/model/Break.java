package dev.interlock.testkit.model;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The ways in which an answer in pieces breaks off in its middle. */
public enum Break {
  /** The connection is cut, where more was promised. */
  CUT,
  /** The stream ends as if it were whole. */
  END,
  /** The provider tells of an error, an overload where it has a word for it. */
  ERROR,
  /** A piece is no JSON. */
  GARBAGE,
  /** Nothing but keep-alives follows, every 20 ms, for ever. */
  DRIP;

  void perform(Behaviour.Turn turn, List<String> pieces) throws IOException, InterruptedException {
    turn.begin(this == CUT ? 1_000_000 : 0);
    for (var piece : pieces.subList(0, Math.max(1, pieces.size() / 2))) turn.write(piece);
    switch (this) {
      case CUT -> turn.exchange().close();
      case END -> {}
      case ERROR -> turn.write(turn.wire().errorPiece("overloaded_error", "Overloaded"));
      case GARBAGE -> turn.write("data: {\"half\n\n");
      case DRIP -> {
        while (!turn.closed().await(20, TimeUnit.MILLISECONDS)) turn.write("\n");
      }
    }
  }
}
