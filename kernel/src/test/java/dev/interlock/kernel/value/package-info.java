@NullMarked
package dev.interlock.kernel.value;

import org.jspecify.annotations.NullMarked;
