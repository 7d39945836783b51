@NullMarked
package dev.interlock.views.review;

import org.jspecify.annotations.NullMarked;
