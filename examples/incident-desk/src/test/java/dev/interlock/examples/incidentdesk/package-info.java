/** Tests of the incident desk's world, of the tools over it and of the truth behind it. */
@NullMarked
package dev.interlock.examples.incidentdesk;

import org.jspecify.annotations.NullMarked;
