/** Tests of the SQLite store: in this process, in others, and under a tracer. */
@NullMarked
package dev.interlock.adapters.sql;

import org.jspecify.annotations.NullMarked;
