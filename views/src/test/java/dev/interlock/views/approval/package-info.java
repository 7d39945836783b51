@NullMarked
package dev.interlock.views.approval;

import org.jspecify.annotations.NullMarked;
