/**
 * The journal on SQLite. Must not live here: a decision, or a word about what the entries mean.
 */
@NullMarked
package dev.interlock.adapters.sql;

import org.jspecify.annotations.NullMarked;
