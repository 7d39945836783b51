package dev.interlock.examples.airlinedesk;

import com.fasterxml.jackson.annotation.JsonValue;

/** A result in words. */
public record Said(@JsonValue String text) {}
