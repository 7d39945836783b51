/**
 * Tools of Model Context Protocol servers. Must not live here: what a tool may do; its contract says
 * so.
 */
@NullMarked
package dev.interlock.adapters.mcp;

import org.jspecify.annotations.NullMarked;
