@NullMarked
package dev.interlock.runtime.codec;

import org.jspecify.annotations.NullMarked;
