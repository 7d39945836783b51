/**
 * Reads agent files: what the owner writes down, and the charter that follows from it.
 *
 * <p>Lives here: the YAML document with the line of every key, the reading of each section, the
 * table of defaults, references to the environment, and the static review behind {@code interlock
 * check}. Must not live here: starting a tool or a model (the facade does, with what {@link
 * dev.interlock.runtime.agent.Connections} says), evaluating CEL or JSON Schema (the gates'
 * business), and any resolved secret. Read {@link dev.interlock.runtime.agent.AgentFile} first.
 */
@NullMarked
package dev.interlock.runtime.agent;

import org.jspecify.annotations.NullMarked;
