/**
 * What every adapter that speaks HTTP to tools holds itself to.
 *
 * <p>Lives here: where a request may go, that it is sent at most once and can be taken back before,
 * what a status means for the deed. Must not live here: a protocol. Read {@link
 * dev.interlock.runtime.http.Origin} first.
 */
@NullMarked
package dev.interlock.runtime.http;

import org.jspecify.annotations.NullMarked;
