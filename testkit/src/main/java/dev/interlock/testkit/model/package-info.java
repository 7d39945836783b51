/**
 * A model server for tests that have no model: real HTTP, on loopback, scripted.
 *
 * <p>Lives here: the server, what it is told to do and what it saw. Must not live here: anything
 * that knows how Interlock asks. Read {@link dev.interlock.testkit.model.FakeOpenAi} first.
 */
@NullMarked
package dev.interlock.testkit.model;

import org.jspecify.annotations.NullMarked;
