package dev.interlock.adapters.openapi;

import java.util.Locale;

/** Tells kinds of content apart by their media type. */
final class MediaTypes {
  private MediaTypes() {}

  static boolean isJson(String type) {
    var bare = bare(type);
    return bare.equals("application/json") || bare.equals("text/json") || bare.endsWith("+json");
  }

  static boolean isForm(String type) {
    return bare(type).equals("application/x-www-form-urlencoded");
  }

  /** Whether it is meant for people or for parsers of text. */
  static boolean isText(String type) {
    var bare = bare(type);
    return bare.isEmpty()
        || bare.startsWith("text/")
        || bare.endsWith("+xml")
        || bare.endsWith("/xml")
        || bare.endsWith("yaml")
        || bare.equals("application/x-ndjson")
        || bare.equals("application/javascript")
        || isForm(type);
  }

  private static String bare(String type) {
    var end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
