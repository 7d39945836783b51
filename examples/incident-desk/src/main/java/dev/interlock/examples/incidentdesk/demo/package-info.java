/**
 * The demo: the desk with its agent file, the people and the proofs around it.
 *
 * <p>Read {@link dev.interlock.examples.incidentdesk.demo.Demo} first.
 */
@NullMarked
package dev.interlock.examples.incidentdesk.demo;

import org.jspecify.annotations.NullMarked;
