package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Reservation;
import java.time.Instant;

/**
 * Proof that every gate allowed one attempt at a command. Only {@link GatePipeline} can make one,
 * and every performer asks for one, so the compiler itself keeps an unjudged command from being
 * carried out.
 */
public final class Permit {
  private final Command command;
  private final Attempt attempt;
  private final Reservation reserved;
  private final Instant beginBy;

  Permit(Command command, Attempt attempt, Reservation reserved, Instant beginBy) {
    this.command = command;
    this.attempt = attempt;
    this.reserved = reserved;
    this.beginBy = beginBy;
  }

  public Command command() {
    return command;
  }

  public Attempt attempt() {
    return attempt;
  }

  /** The worst case of this attempt; its time is the attempt's timeout. */
  public Reservation reserved() {
    return reserved;
  }

  /** The attempt must not begin later. */
  public Instant beginBy() {
    return beginBy;
  }

  @Override
  public String toString() {
    return "Permit[" + command.id() + " attempt " + attempt.number() + " by " + beginBy + "]";
  }
}
