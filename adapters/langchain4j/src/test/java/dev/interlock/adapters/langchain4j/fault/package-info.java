/**
 * The table of model faults: what each provider's server can do wrong, what the port makes of it,
 * and how a run ends.
 */
@NullMarked
package dev.interlock.adapters.langchain4j.fault;

import org.jspecify.annotations.NullMarked;
