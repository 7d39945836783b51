@NullMarked
package dev.interlock.runtime.host;

import org.jspecify.annotations.NullMarked;
