/**
 * A small real MCP server whose effects can be counted from outside, to be started, killed and
 * misused by tests.
 *
 * <p>Lives here: the server and what it needs, on the JDK alone so that it starts fast; no pattern
 * switch, lambda or string concatenation stands on its way to the first answer for the same reason.
 * Must not live here: anything that a client needs. Read {@link
 * dev.interlock.testkit.mcp.EffectServer} first.
 */
@NullMarked
package dev.interlock.testkit.mcp;

import org.jspecify.annotations.NullMarked;
