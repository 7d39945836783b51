@NullMarked
package dev.interlock.examples.airlinedesk;

import org.jspecify.annotations.NullMarked;
