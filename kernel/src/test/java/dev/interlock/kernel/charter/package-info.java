@NullMarked
package dev.interlock.kernel.charter;

import org.jspecify.annotations.NullMarked;
