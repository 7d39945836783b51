package dev.interlock.testkit.mcp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads well-formed JSON; of anything else it makes something or throws. */
final class JsonText {
  private final String text;
  private int at;

  JsonText(String text) {
    this.text = text;
  }

  @Nullable Object read() {
    var c = next();
    if (c == '{') return object();
    if (c == '[') return array();
    if (c == '"') return string();
    var start = at;
    while (at < text.length() && ",]} \t\r".indexOf(text.charAt(at)) < 0) at++;
    var word = text.substring(start, at);
    if (word.equals("null")) return null;
    if (word.equals("true") || word.equals("false")) return word.equals("true");
    return new BigDecimal(word);
  }

  private Map<String, @Nullable Object> object() {
    var members = new LinkedHashMap<String, @Nullable Object>();
    at++;
    while (next() != '}') {
      if (next() == ',') at++;
      skip();
      var key = string();
      skip();
      at++;
      members.put(key, read());
    }
    at++;
    return members;
  }

  private List<@Nullable Object> array() {
    var items = new ArrayList<@Nullable Object>();
    at++;
    while (next() != ']') {
      if (next() == ',') at++;
      items.add(read());
    }
    at++;
    return items;
  }

  private String string() {
    var out = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      out.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    var c = text.charAt(++at);
    var i = "bfnrt".indexOf(c);
    if (i >= 0) return "\b\f\n\r\t".charAt(i);
    if (c != 'u') return c;
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
  }

  /** The next character that is no white space; stays on it. */
  private char next() {
    skip();
    return text.charAt(at);
  }

  private void skip() {
    while (text.charAt(at) == ' ' || text.charAt(at) == '\t' || text.charAt(at) == '\r') at++;
  }
}
