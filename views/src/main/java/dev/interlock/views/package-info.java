/**
 * Pure folds over a journal, one package per question: {@code run}, {@code cost}, {@code trace},
 * {@code approval}, {@code failure}.
 *
 * <p>Lives here itself: how amounts are worded, and how the words of strangers are made fit to be
 * shown. Must not live here: anything that touches the world, and anything that decides.
 */
@NullMarked
package dev.interlock.views;

import org.jspecify.annotations.NullMarked;
