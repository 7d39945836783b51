/**
 * Java methods as tools.
 *
 * <p>Lives here: finding the methods that {@link dev.interlock.runtime.effect.Tool} marks, the JSON
 * Schema of the records that they take, strict binding of arguments, and calling them under a
 * timeout. Must not live here: any judgement of a call. Read {@link
 * dev.interlock.runtime.effect.methods.MethodTools} first.
 */
@NullMarked
package dev.interlock.runtime.effect.methods;

import org.jspecify.annotations.NullMarked;
