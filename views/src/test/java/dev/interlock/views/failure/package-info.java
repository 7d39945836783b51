@NullMarked
package dev.interlock.views.failure;

import org.jspecify.annotations.NullMarked;
