package dev.interlock.cli;

import dev.interlock.cli.screen.GalleryText;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.testkit.gallery.Exhibit;
import dev.interlock.testkit.gallery.Gallery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "interlock gallery",
    description = {
      "Reproduces failures of agents twice, with the same model and the same world: through"
          + " LangChain4j's",
      "tool loop with its default settings, and through Interlock. Needs no key and no network."
    },
    footer = {"", "Exit codes: 0 every failure was contained, 1 one was not."})
final class GalleryVerb extends Verb {
  @Option(
      names = "--case",
      paramLabel = "CASE",
      description = "Tell one of them as a story, as in TOL-1 or SAF-4/own-request.")
  @Nullable String one;

  @Override
  int call() {
    var exhibits = Gallery.playAll(one == null ? Gallery.cases() : List.of(named(one)));
    if (json) print(document(exhibits));
    else if (one == null) GalleryText.table(exhibits, screen());
    else GalleryText.story(exhibits.getFirst(), screen());
    return exhibits.stream().allMatch(Exhibit::contained) ? Exits.OK : Exits.FAILED_ITSELF;
  }

  private static String named(String id) {
    if (Gallery.cases().contains(id)) return id;
    var known = String.join(", ", Gallery.cases());
    throw new UserError("there is no case " + id, "--case", "there are " + known);
  }

  private static Value document(List<Exhibit> exhibits) {
    return Value.of(Map.of("cases", Value.of(exhibits.stream().map(Exhibit::json).toList())));
  }
}
