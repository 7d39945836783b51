package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Preamble;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Digest;
import java.time.Instant;
import java.util.List;

/**
 * What was fixed when the run came to be.
 *
 * @param preambles what opens briefs, one for each phase; follow from the charter, kept so that
 *     they are made once
 * @param startedAt the time of the first entry
 */
public record Mandate(
    RunId run,
    Charter charter,
    Digest charterDigest,
    Principal principal,
    List<Preamble> preambles,
    Instant startedAt) {

  public Mandate {
    preambles = List.copyOf(preambles);
  }

  /** Returns how many bytes the conversation may have, whatever the phase. */
  public long transcriptBytesMax() {
    return preambles.stream()
        .mapToLong(preamble -> preamble.transcriptBytesMax(charter))
        .min()
        .orElseThrow();
  }

  /** The instant at which the run must be over. */
  public Instant deadline() {
    return startedAt.plus(charter.bounds().budget().deadline());
  }
}
