package dev.interlock.benchmarks.outage;

import java.net.URI;
import java.nio.file.Path;

/** Somebody who can have the model count with the service. Thread-safe. */
public interface Caller extends AutoCloseable {

  /**
   * Runs once, to its end.
   *
   * @return what the run ended with: the model's answer, or why there is none
   */
  String run(Patient.Goal goal);

  @Override
  default void close() {}

  /**
   * Opens one by the name that the table has for it.
   *
   * @param folder where it may keep files
   */
  static Caller open(String name, URI service, Path folder) {
    return switch (name) {
      case "Interlock" -> new InterlockCaller(service, folder);
      case "LangChain4j" -> new LangChain4jCaller(service);
      case "loop with retries" -> new RetryLoop(service);
      default -> throw new IllegalArgumentException("nobody is called '" + name + "'");
    };
  }
}
