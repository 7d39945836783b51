@NullMarked
package dev.interlock.kernel.gate;

import org.jspecify.annotations.NullMarked;
