@NullMarked
package dev.interlock.runtime.http;

import org.jspecify.annotations.NullMarked;
