/**
 * Those who are measured: each runs the one workload, as its own documentation tells to.
 *
 * <p>Lives here: {@link dev.interlock.benchmarks.peer.Peer} and one class for each. Read {@link
 * dev.interlock.benchmarks.peer.BareLoop} first: it is what all of them do at the least.
 */
@NullMarked
package dev.interlock.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
