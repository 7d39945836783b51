package dev.interlock.adapters.openapi;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One operation of a service, as a tool.
 *
 * @param name its {@code operationId}; if it has none, method and path, as in {@code get_stock_sku}
 * @param method in upper case
 * @param server what the path is added to; may hold references
 * @param path as in {@code /stock/{sku}}
 * @param parameters what is not in the body
 * @param body how the body is written
 * @param schemes the security schemes that every request satisfies; in order
 * @param descriptor what the model is told
 */
record Operation(
    String name,
    String method,
    String server,
    String path,
    List<Parameter> parameters,
    Body body,
    List<Scheme> schemes,
    Descriptor descriptor) {
  private static final Set<String> READ_ONLY = Set.of("GET", "HEAD");

  Operation {
    parameters = List.copyOf(parameters);
    schemes = List.copyOf(schemes);
  }

  /** Whether its method promises that it changes nothing. */
  boolean isReadOnly() {
    return READ_ONLY.contains(method);
  }

  /** As a person would say it. */
  String shown() {
    return method + " " + path;
  }

  /** Where an argument goes. */
  enum In {
    PATH,
    QUERY,
    HEADER,
    COOKIE;

    static In of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** How a value that is no plain text is written (OpenAPI 3.1, 4.8.12). */
  enum Style {
    SIMPLE,
    FORM,
    SPACE_DELIMITED,
    PIPE_DELIMITED,
    DEEP_OBJECT,
    /** As JSON text: the parameter has {@code content} in place of a style. */
    JSON
  }

  /**
   * One parameter.
   *
   * @param argument the name under which the model gives it
   * @param name the name under which the service wants it
   * @param explode whether each item or member stands by itself
   */
  record Parameter(String argument, String name, In in, Style style, boolean explode) {}

  /** How the body is written. */
  sealed interface Body {

    /** There is none. */
    record None() implements Body {}

    /** The argument as it is. */
    record Whole(String argument, Media media) implements Body {}

    /** An object put together from arguments of the same names. */
    record Members(Set<String> arguments, Media media) implements Body {
      public Members {
        arguments = Set.copyOf(arguments);
      }
    }
  }

  /** In what form the body is written. */
  record Media(String type, boolean form) {}

  /** How a request shows who sends it. */
  record Scheme(String name, Kind kind, String wireName) {

    enum Kind {
      HEADER_KEY,
      QUERY_KEY,
      COOKIE_KEY,
      BEARER,
      BASIC
    }
  }

  /** The whole contract, for the pin; whatever of it changes is a drift. */
  static Value.Obj contract(
      String method, String server, String path, Value.Obj resolvedOperation, Value.Obj input) {
    return Value.Obj.EMPTY
        .with("method", Value.of(method))
        .with("server", Value.of(server))
        .with("path", Value.of(path))
        .with("operation", resolvedOperation)
        .with("input", input);
  }
}
