package dev.interlock.benchmarks.outage;

import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The model behind Interlock's port, as {@code use: scripted/patient}. */
public final class PatientPort implements ModelPort {
  private static final Usage USAGE = new Usage(100, 0, 10);

  @Override
  public Answer ask(Ask ask) {
    var told = new ArrayList<String>();
    var words = "";
    for (var message : ask.brief().messages()) {
      if (message instanceof Message.FromUser(_, var text)) words = text;
      if (message instanceof Message.FromTool tool) told.add(tool.text());
    }
    return new Replied(reply(Patient.Goal.of(words), told), "patient", USAGE);
  }

  private static ModelReply reply(Patient.Goal goal, List<String> told) {
    return Patient.next(goal, told)
        .map(Json::parse)
        .map(arguments -> new Proposal("call_" + told.size(), Patient.TOOL, arguments))
        .map(call -> new ModelReply("", List.of(call)))
        .orElseGet(() -> new ModelReply(Patient.answer(goal, told), List.of()));
  }
}
