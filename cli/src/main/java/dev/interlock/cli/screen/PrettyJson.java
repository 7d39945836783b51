package dev.interlock.cli.screen;

import dev.interlock.kernel.value.Value;

/** JSON for people: indented, and what is short stays on one line. */
public final class PrettyJson {
  private static final int SHORT = 80;

  private PrettyJson() {}

  public static String of(Value value) {
    var out = new StringBuilder();
    write(value, "", out);
    return out.toString();
  }

  private static void write(Value value, String indent, StringBuilder out) {
    var flat = value.json();
    if (flat.length() + indent.length() <= SHORT) {
      out.append(flat);
      return;
    }
    var deeper = indent + "  ";
    switch (value) {
      case Value.Obj(var members) -> {
        var separator = "{\n";
        for (var member : members.entrySet()) {
          out.append(separator)
              .append(deeper)
              .append(Value.of(member.getKey()).json())
              .append(": ");
          write(member.getValue(), deeper, out);
          separator = ",\n";
        }
        out.append('\n').append(indent).append('}');
      }
      case Value.Arr(var items) -> {
        var separator = "[\n";
        for (var item : items) {
          out.append(separator).append(deeper);
          write(item, deeper, out);
          separator = ",\n";
        }
        out.append('\n').append(indent).append(']');
      }
      case Value.Null _, Value.Bool _, Value.Num _, Value.Text _ -> out.append(flat);
    }
  }
}
