/**
 * A run told in sentences. Lives here: {@link dev.interlock.views.trace.StoryView}, which groups,
 * and the sentences. Must not live here: how a screen shows them. Read StoryView first.
 */
@NullMarked
package dev.interlock.views.trace;

import org.jspecify.annotations.NullMarked;
