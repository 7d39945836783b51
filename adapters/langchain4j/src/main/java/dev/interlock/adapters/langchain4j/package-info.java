/**
 * Model providers behind the model port. Must not live here: retries, limits, prices; those are
 * decided further in.
 */
@NullMarked
package dev.interlock.adapters.langchain4j;

import org.jspecify.annotations.NullMarked;
