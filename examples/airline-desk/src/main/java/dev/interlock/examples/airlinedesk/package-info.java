/**
 * An airline desk: the 14 tools of the public τ-bench benchmark (its airline domain) over a real
 * database, the airline's written policy as code, and a replay of recorded conversations.
 *
 * <p>Read {@code airline-desk.yaml} first, which says what the agent may do, then {@link
 * dev.interlock.examples.airlinedesk.AirlineTools}. The data are not here; they are read from a
 * copy of the benchmark.
 */
@NullMarked
package dev.interlock.examples.airlinedesk;

import org.jspecify.annotations.NullMarked;
