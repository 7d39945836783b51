/**
 * The replay of recorded conversations.
 *
 * <p>Read {@link dev.interlock.examples.airlinedesk.replay.Recording} first, then {@link
 * dev.interlock.examples.airlinedesk.replay.Shadow}.
 */
@NullMarked
package dev.interlock.examples.airlinedesk.replay;

import org.jspecify.annotations.NullMarked;
