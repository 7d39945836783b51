@NullMarked
package dev.interlock.examples.airlinedesk.replay;

import org.jspecify.annotations.NullMarked;
