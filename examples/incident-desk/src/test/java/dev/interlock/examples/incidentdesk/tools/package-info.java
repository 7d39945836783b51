/** Tests of what needs a look inside the tools. */
@NullMarked
package dev.interlock.examples.incidentdesk.tools;

import org.jspecify.annotations.NullMarked;
