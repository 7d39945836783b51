/** Tests of the store in memory. */
@NullMarked
package dev.interlock.testkit.journal;

import org.jspecify.annotations.NullMarked;
