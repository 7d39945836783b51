@NullMarked
package dev.interlock.kernel.failure;

import org.jspecify.annotations.NullMarked;
