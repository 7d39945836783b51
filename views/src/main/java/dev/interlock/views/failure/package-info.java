/**
 * What went wrong in a run and was contained. Lives here: {@link
 * dev.interlock.views.failure.FailuresView}. Must not live here: which event shows which failure;
 * that is the kernel's.
 */
@NullMarked
package dev.interlock.views.failure;

import org.jspecify.annotations.NullMarked;
