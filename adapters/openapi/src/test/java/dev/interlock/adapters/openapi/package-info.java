@NullMarked
package dev.interlock.adapters.openapi;

import org.jspecify.annotations.NullMarked;
