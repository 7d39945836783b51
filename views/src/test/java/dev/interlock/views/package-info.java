@NullMarked
package dev.interlock.views;

import org.jspecify.annotations.NullMarked;
