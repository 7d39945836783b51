@NullMarked
package dev.interlock.adapters.mcp;

import org.jspecify.annotations.NullMarked;
