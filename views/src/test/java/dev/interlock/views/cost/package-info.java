@NullMarked
package dev.interlock.views.cost;

import org.jspecify.annotations.NullMarked;
