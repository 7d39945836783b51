/**
 * Whether a user has confirmed exactly the action that is about to be done: not the word yes, but
 * the arguments that matter.
 *
 * <p>Pure functions over texts and values: no model, no clock, no I/O. What they do not understand
 * is unconfirmed. Read {@link dev.interlock.runtime.confirm.Confirmations} first.
 */
@NullMarked
package dev.interlock.runtime.confirm;

import org.jspecify.annotations.NullMarked;
