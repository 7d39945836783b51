/**
 * Turns kernel values into JSON and back, without a trace of JSON on the kernel's records.
 *
 * <p>{@link dev.interlock.runtime.codec.EventCodec} is the most public API of all: the names and
 * forms that it writes must be readable for ever. Golden samples in the tests keep it so.
 */
@NullMarked
package dev.interlock.runtime.codec;

import org.jspecify.annotations.NullMarked;
