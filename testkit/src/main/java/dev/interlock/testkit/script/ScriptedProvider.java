package dev.interlock.testkit.script;

import dev.interlock.kernel.brief.Utf8;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.effect.ModelProvider;

/** Opens scripts as models: {@code use: scripted/path-of-the-script.yaml}. */
public final class ScriptedProvider implements ModelProvider {
  /** What a real tokenizer makes of English and JSON, roughly. */
  private static final int BYTES_PER_TOKEN = 4;

  @Override
  public boolean knows(String provider) {
    return provider.equals("scripted");
  }

  @Override
  public ModelPort open(Connection connection) {
    var name = connection.terms().model();
    var script = Script.read(connection.home().resolve(name));
    return ask -> answer(name, script, ask);
  }

  private static ModelPort.Answer answer(String name, Script script, ModelPort.Ask ask) {
    try {
      var chosen = script.choose(new Shown(ask.brief()));
      if (chosen.reply().fault().isPresent()) {
        var fault = chosen.reply().fault().get();
        return new ModelPort.Failed(fault, "scripted fault", null, Usage.NOTHING);
      }
      var reply = chosen.reply().filled(chosen.templates());
      var shown = tokens(ask.brief().toString());
      var said = tokens(reply.toString());
      return new ModelPort.Replied(reply, name, new Usage(shown, 0, said));
    } catch (IllegalStateException | IllegalArgumentException stuck) {
      var why = String.valueOf(stuck.getMessage());
      return new ModelPort.Failed(ModelFault.BAD_REQUEST, why, null, Usage.NOTHING);
    }
  }

  private static long tokens(String text) {
    return Math.ceilDiv(Utf8.length(text), BYTES_PER_TOKEN);
  }
}
