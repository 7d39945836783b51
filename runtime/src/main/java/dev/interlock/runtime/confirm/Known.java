package dev.interlock.runtime.confirm;

import dev.interlock.kernel.value.Value;

/**
 * What a tool told before.
 *
 * @param tool its name
 * @param arguments what it was asked
 * @param result what it answered; a list is a list of records, anything else is one record
 */
public record Known(String tool, Value.Obj arguments, Value result) {}
