/**
 * One run at a glance. Lives here: {@link dev.interlock.views.run.RunView}, the document that the
 * command line prints under {@code --json}, and what a run waits for. Its field names are a
 * contract.
 */
@NullMarked
package dev.interlock.views.run;

import org.jspecify.annotations.NullMarked;
