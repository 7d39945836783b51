/**
 * The facade: what an application that embeds Interlock, and the command line, call.
 *
 * <p>Read {@code Interlock} first.
 */
@NullMarked
package dev.interlock.runtime;

import org.jspecify.annotations.NullMarked;
