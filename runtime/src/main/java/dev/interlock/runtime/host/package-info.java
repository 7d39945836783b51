/**
 * Which process drives a run, and what wakes it. The journal, not the host, holds the truth.
 *
 * <p>Lives here: the {@link dev.interlock.runtime.host.RunHost} seam, the local host that drives
 * runs on virtual threads of this process, and the clearing up after dead processes. Read
 * LocalHost.
 */
@NullMarked
package dev.interlock.runtime.host;

import org.jspecify.annotations.NullMarked;
