package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.value.Value;
import java.util.List;
import java.util.Map;

/** Who gave an answer, when it was not the model. */
public sealed interface Author {

  /** What stands for the answer in place of figures: one claim, with the entry that bears it. */
  Value evidence();

  /**
   * The fallback function did.
   *
   * @param tool its name
   * @param entry where its result stands
   */
  record Function(String tool, long entry) implements Author {
    @Override
    public Value evidence() {
      return claim("decided by the function " + tool, entry);
    }
  }

  /**
   * A person did, in manual review.
   *
   * @param by who
   * @param reason as they gave it; may be empty
   * @param entry where their word stands
   */
  record Person(Principal by, String reason, long entry) implements Author {
    @Override
    public Value evidence() {
      var why = reason.isEmpty() ? "" : ": " + reason;
      return claim("decided in manual review by " + by.name() + why, entry);
    }
  }

  private static Value claim(String words, long entry) {
    return Value.of(List.of(Value.of(Map.of("claim", Value.of(words), "entry", Value.of(entry)))));
  }
}
