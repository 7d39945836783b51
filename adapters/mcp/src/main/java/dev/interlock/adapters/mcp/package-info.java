/**
 * Tools and resources of Model Context Protocol servers, spoken to over their standard input and
 * output, or over streamable HTTP.
 *
 * <p>Lives here: starting a server with nothing but what the agent file lists, the protocol through
 * the official SDK's session, and the translation of its answers. Must not live here: retries, and
 * any judgement of a call. The SDK's own transports are not used: that for stdio hands the child
 * our whole environment, stops reading at the first line that is no message, and leaves calls
 * waiting when the server dies; that for HTTP cannot tell what was not sent. Read {@link
 * dev.interlock.adapters.mcp.McpToolSource} first.
 */
@NullMarked
package dev.interlock.adapters.mcp;

import org.jspecify.annotations.NullMarked;
