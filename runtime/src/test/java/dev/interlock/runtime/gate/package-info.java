@NullMarked
package dev.interlock.runtime.gate;

import org.jspecify.annotations.NullMarked;
