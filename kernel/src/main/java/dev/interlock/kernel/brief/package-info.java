/**
 * What the model is shown, and what it says back.
 *
 * <p>Lives here: the transcript, its bound and the rules by which old results give way. Must not
 * live here: any provider's wire format. Read {@link dev.interlock.kernel.brief.Brief} first.
 */
@NullMarked
package dev.interlock.kernel.brief;

import org.jspecify.annotations.NullMarked;
