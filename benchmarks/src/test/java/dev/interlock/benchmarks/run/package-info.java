/** Every measurement is made once, as small as can be, so that none rots. Nothing is timed. */
@NullMarked
package dev.interlock.benchmarks.run;

import org.jspecify.annotations.NullMarked;
