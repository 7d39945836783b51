/**
 * Runs the simulator over thousands of seeds, and shows that it catches what it is there to catch.
 */
@NullMarked
package dev.interlock.testkit.sim;

import org.jspecify.annotations.NullMarked;
