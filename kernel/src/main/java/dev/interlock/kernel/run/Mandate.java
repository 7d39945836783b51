package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Preamble;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Digest;
import java.time.Instant;

/**
 * What was fixed when the run came to be.
 *
 * @param preamble follows from the charter; kept so that it is made once
 * @param startedAt the time of the first entry
 */
public record Mandate(
    RunId run,
    Charter charter,
    Digest charterDigest,
    Principal principal,
    Preamble preamble,
    Instant startedAt) {

  /** The instant at which the run must be over. */
  public Instant deadline() {
    return startedAt.plus(charter.bounds().budget().deadline());
  }
}
