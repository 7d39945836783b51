/** Agent files: what is refused, in which words, and the charter that a good one leads to. */
@NullMarked
package dev.interlock.runtime.agent;

import org.jspecify.annotations.NullMarked;
