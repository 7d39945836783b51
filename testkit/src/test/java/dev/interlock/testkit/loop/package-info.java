/** Tests of the loop over a store in memory. */
@NullMarked
package dev.interlock.testkit.loop;

import org.jspecify.annotations.NullMarked;
