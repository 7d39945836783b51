/**
 * Everything that touches the world: performers, and the ports behind which models and tools stand.
 *
 * <p>Lives here: the performers, the tool registry, the ports ({@link
 * dev.interlock.runtime.effect.ModelPort}, {@link dev.interlock.runtime.effect.ToolSource}) that
 * adapters implement, and Java methods as tools. Must not live here: any decision. A performer
 * carries out a permit and says what came of it.
 */
@NullMarked
package dev.interlock.runtime.effect;

import org.jspecify.annotations.NullMarked;
