package dev.interlock.testkit.loop;

/** Tells the compiler's checks that a fluent test object may be used as a statement. */
@interface CanIgnoreReturnValue {}
