@NullMarked
package dev.interlock.kernel.run;

import org.jspecify.annotations.NullMarked;
