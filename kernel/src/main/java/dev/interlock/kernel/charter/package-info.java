/**
 * What the owner fixed before a run began: goal, model, tools, bounds, rules. Pinned by digest.
 *
 * <p>Lives here: values only, each checked when it is made. Must not live here: anything that
 * changes during a run (see {@code kernel.run}), addresses and secrets of the outside world (the
 * charter holds references to them). Read {@link dev.interlock.kernel.charter.Charter} first.
 */
@NullMarked
package dev.interlock.kernel.charter;

import org.jspecify.annotations.NullMarked;
