/**
 * The sentences of ARCHITECTURE.md as tests, over the classes of every room and over the files of
 * the repository. Lives here: nothing but tests.
 */
@NullMarked
package dev.interlock.checks;

import org.jspecify.annotations.NullMarked;
