/**
 * Pure folds over a journal, one package per question. Must not live here: anything that touches the
 * world, and anything that decides.
 */
@NullMarked
package dev.interlock.views;

import org.jspecify.annotations.NullMarked;
