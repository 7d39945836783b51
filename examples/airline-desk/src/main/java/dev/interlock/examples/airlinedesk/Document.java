package dev.interlock.examples.airlinedesk;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.interlock.kernel.value.Value;

/** A result in JSON, as it stands in the database. */
public record Document(@JsonValue @JsonRawValue String json) {
  static Document of(Value value) {
    return new Document(value.json());
  }
}
