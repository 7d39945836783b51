package dev.interlock.kernel.gate;

/** Tells the compiler's checks that a fluent test object may be used as a statement. */
@interface CanIgnoreReturnValue {}
