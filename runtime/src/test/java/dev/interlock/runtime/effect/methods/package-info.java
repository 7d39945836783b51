@NullMarked
package dev.interlock.runtime.effect.methods;

import org.jspecify.annotations.NullMarked;
