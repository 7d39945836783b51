/**
 * What a run has cost. Lives here: {@link dev.interlock.views.cost.CostView}. Must not live here:
 * budgets; they are judged by the kernel, which never looks here.
 */
@NullMarked
package dev.interlock.views.cost;

import org.jspecify.annotations.NullMarked;
