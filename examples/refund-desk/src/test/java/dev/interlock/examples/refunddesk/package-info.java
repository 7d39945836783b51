@NullMarked
package dev.interlock.examples.refunddesk;

import org.jspecify.annotations.NullMarked;
