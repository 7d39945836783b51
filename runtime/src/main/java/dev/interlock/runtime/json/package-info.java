/** Reads JSON text into the kernel's tree. (The tree writes itself.) */
@NullMarked
package dev.interlock.runtime.json;

import org.jspecify.annotations.NullMarked;
