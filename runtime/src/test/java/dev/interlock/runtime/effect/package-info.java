/** Tests of what stands between a permit and the world. */
@NullMarked
package dev.interlock.runtime.effect;

import org.jspecify.annotations.NullMarked;
