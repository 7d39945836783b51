package dev.interlock.runtime.effect.methods;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.effect.ToolSourceFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code java: {class, classpath}} of an agent file. */
public final class JavaToolSourceFactory implements ToolSourceFactory {
  private static final Set<String> KEYS = Set.of("class", "classpath");

  @Override
  public String kind() {
    return "java";
  }

  @Override
  public ToolSource open(Settings settings, Surroundings surroundings) {
    for (var key : settings.members().members().keySet()) {
      if (!KEYS.contains(key)) {
        throw new UserError(
            "unknown key " + key, settings.where(), "known are class and classpath");
      }
    }
    return new LoadedTools(
        settings.where(), className(settings), classpath(settings), surroundings.journal());
  }

  private static String className(Settings settings) {
    if (settings.members().get("class").orElse(Value.Null.NULL) instanceof Value.Text(var name)
        && !name.isBlank()) {
      return name;
    }
    throw new UserError(
        "no class is named", settings.where() + ".class", "as in class: com.example.ShopTools");
  }

  private static List<Path> classpath(Settings settings) {
    var where = settings.where() + ".classpath";
    var given = settings.members().get("classpath").orElse(new Value.Arr(List.of()));
    if (!(given instanceof Value.Arr(var items))) {
      throw new UserError("classpath is not a list", where, "as in classpath: [target/classes]");
    }
    var paths = new ArrayList<Path>();
    for (var item : items) {
      if (!(item instanceof Value.Text(var text))) {
        throw new UserError("a path is not text: " + item.json(), where, "");
      }
      var path = settings.home().resolve(text).toAbsolutePath().normalize();
      if (!Files.exists(path)) {
        throw new UserError("there is no " + path, where, "is it built?");
      }
      paths.add(path);
    }
    return paths;
  }
}
