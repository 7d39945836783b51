/**
 * An immutable JSON-like tree with one canonical form and a digest.
 *
 * <p>Lives here: {@link dev.interlock.kernel.value.Value} and what can be said of a tree without
 * knowing its meaning. Lives elsewhere: parsing text into a tree (the runtime's journal package;
 * the kernel has no parser). Read {@link dev.interlock.kernel.value.Value} first.
 */
@NullMarked
package dev.interlock.kernel.value;

import org.jspecify.annotations.NullMarked;
