/**
 * The scripted model: answers by a file of replies with matchers on what it is shown. Everything
 * that it says is labelled <em>scripted</em>, so that nobody takes a demo for a model.
 *
 * <p>Read {@link dev.interlock.testkit.script.Script} for the form of the file.
 */
@NullMarked
package dev.interlock.testkit.script;

import org.jspecify.annotations.NullMarked;
