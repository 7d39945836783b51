/** Tests over real HTTP against {@link dev.interlock.testkit.model.FakeModel}s. */
@NullMarked
package dev.interlock.adapters.langchain4j;

import org.jspecify.annotations.NullMarked;
