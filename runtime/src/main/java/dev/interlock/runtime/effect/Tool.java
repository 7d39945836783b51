package dev.interlock.runtime.effect;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public method as a tool. It takes one record and returns one record; the JSON Schema of
 * the arguments is derived from the record's components, each of which is required unless it is
 * {@code Nullable}. Beside its record it may take a {@link Heartbeat}, or a {@link
 * java.sql.Connection} if its effect is transactional.
 *
 * <p>The annotation only describes. Whether the tool exists for an agent, and on what terms, the
 * agent file says.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Tool {

  /** The name that the model sees, as in {@code issue_refund}. */
  String name();

  /** What the tool does, for the model. */
  String description();
}
