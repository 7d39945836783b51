@NullMarked
package dev.interlock.views.run;

import org.jspecify.annotations.NullMarked;
