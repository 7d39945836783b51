@NullMarked
package dev.interlock.views.trace;

import org.jspecify.annotations.NullMarked;
