@NullMarked
package dev.interlock.runtime.json;

import org.jspecify.annotations.NullMarked;
