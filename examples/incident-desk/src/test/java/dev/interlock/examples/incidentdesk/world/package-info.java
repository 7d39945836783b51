/** Tests of what needs a smaller world than a whole year. */
@NullMarked
package dev.interlock.examples.incidentdesk.world;

import org.jspecify.annotations.NullMarked;
