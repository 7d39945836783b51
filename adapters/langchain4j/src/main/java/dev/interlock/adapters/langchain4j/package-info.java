/**
 * Models behind LangChain4j.
 *
 * <p>Lives here: one {@link dev.interlock.adapters.langchain4j.Dialect} per provider, the way out
 * to the network and the reading of what comes back. Must not live here: any retry (the kernel's),
 * any decision about what a model proposed, any logging of requests. Read {@link
 * dev.interlock.adapters.langchain4j.LangChainPort} first.
 */
@NullMarked
package dev.interlock.adapters.langchain4j;

import org.jspecify.annotations.NullMarked;
