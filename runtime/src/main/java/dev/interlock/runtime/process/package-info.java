/**
 * What is known of processes of the operating system: which is which, and which belong together.
 * Ends none by itself.
 */
@NullMarked
package dev.interlock.runtime.process;

import org.jspecify.annotations.NullMarked;
