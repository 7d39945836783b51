/**
 * The failure gallery: every way in which an agent's run goes wrong that Interlock contains,
 * reproduced twice with the same model and the same world: through LangChain4j's tool loop as it
 * comes, and through Interlock.
 *
 * <p>Lives here: the cases, the world in which they happen, and how the two sides are watched. Must
 * not live here: a judgement that is not computed from the world or the journal.
 */
@NullMarked
package dev.interlock.testkit.gallery;

import org.jspecify.annotations.NullMarked;
