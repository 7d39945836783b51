/** What tests of agents are written with. Must not live here: anything a running agent needs. */
@NullMarked
package dev.interlock.testkit;

import org.jspecify.annotations.NullMarked;
