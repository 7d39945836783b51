/**
 * Model servers for tests that have no model: real HTTP, on loopback, scripted.
 *
 * <p>Lives here: one server per wire format over one engine, what they are told to do and what they
 * saw. Must not live here: anything that knows how Interlock asks. Read {@link
 * dev.interlock.testkit.model.FakeModel} first.
 */
@NullMarked
package dev.interlock.testkit.model;

import org.jspecify.annotations.NullMarked;
