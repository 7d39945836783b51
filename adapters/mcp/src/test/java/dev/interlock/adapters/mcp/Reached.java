package dev.interlock.adapters.mcp;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Call;
import dev.interlock.runtime.effect.ToolSource.Context;
import dev.interlock.runtime.effect.ToolSourceFactory.Settings;
import dev.interlock.runtime.effect.ToolSourceFactory.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A source made of the settings in an agent file, with what it reports. */
final class Reached implements AutoCloseable {
  final BlockingQueue<Answer> late = new LinkedBlockingQueue<>();
  final ToolSource source;

  /**
   * @param settings JSON in which double quotes are written as single ones
   */
  Reached(Path home, String settings) {
    var members = (Value.Obj) JsonTree.parse(settings.replace('\'', '"')).orElseThrow();
    var names = new HashSet<String>();
    if (members.get("resources").orElse(Value.Obj.EMPTY) instanceof Value.Obj resources) {
      names.addAll(resources.members().keySet());
    }
    this.source =
        new McpToolSourceFactory()
            .open(
                new Settings("tools[0].mcp", members, home, names, Set.of()),
                new Surroundings(
                    text -> text.replace("${env:TOKEN}", "s3cr3t-t0ken"), _ -> {}, Server.LONG));
  }

  /** A source at an address. */
  static Reached at(String url) {
    return new Reached(Path.of("."), "{'name':'far','url':'" + url + "'}");
  }

  Answer call(String tool, Value.Obj arguments) {
    return call(tool, arguments, Server.LONG);
  }

  Answer call(String tool, Value.Obj arguments, Duration timeout) {
    return source.call(
        new Call(tool, arguments, timeout, new Context(Server.RUN, "key-1", 1), late::add));
  }

  @Override
  public void close() {
    source.close();
  }
}
