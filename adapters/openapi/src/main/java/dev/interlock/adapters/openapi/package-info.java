/**
 * Operations of HTTP services as tools, described by OpenAPI 3.0 and 3.1 files.
 *
 * <p>Lives here: reading a file, making the schema of an operation's arguments, writing a request
 * and translating the response. Must not live here: retries, and any judgement of a call. Only
 * {@link dev.interlock.adapters.openapi.ApiFile} knows the library that parses; everything else
 * works on plain value trees. Read {@link dev.interlock.adapters.openapi.Operation} first.
 */
@NullMarked
package dev.interlock.adapters.openapi;

import org.jspecify.annotations.NullMarked;
