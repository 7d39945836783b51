package dev.interlock.runtime.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * Names what facts were established with, for the record. The versions are those of the build; a
 * test compares them with the libraries on the class path, whose own jars do not all say.
 */
enum Evaluators {
  JSON_SCHEMA("json-schema 3.0.9"),
  CEL("cel 0.14.0");

  /** What was established without any library. */
  static final String NONE = "";

  private final String text;

  Evaluators(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }

  static String of(boolean schemas, boolean expressions) {
    var all = new ArrayList<String>();
    if (schemas) all.add(JSON_SCHEMA.text);
    if (expressions) all.add(CEL.text);
    return all.isEmpty() ? NONE : String.join(", ", List.copyOf(all));
  }
}
