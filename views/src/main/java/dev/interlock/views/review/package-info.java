/**
 * What a person needs who takes a run over: the dossier of manual review.
 *
 * <p>Nothing here decides. Read {@link dev.interlock.views.review.Dossier} first.
 */
@NullMarked
package dev.interlock.views.review;

import org.jspecify.annotations.NullMarked;
