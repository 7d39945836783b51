package dev.interlock.testkit.campaign;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Writes down what was thrown, and where. */
final class StackTraces {
  private StackTraces() {}

  static String of(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
