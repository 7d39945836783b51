@NullMarked
package dev.interlock.kernel.brief;

import org.jspecify.annotations.NullMarked;
