package dev.interlock.kernel.brief;

/** What a message says, and a sure upper bound of what it weighs in any provider's format. */
final class Weights {
  /** Room for role, names and punctuation of one message in any provider's format. */
  static final int ENVELOPE_BYTES = 64;

  private Weights() {}

  /** Returns everything that the model is shown of a message, as one text. */
  static String words(Message message) {
    return switch (message) {
      case Message.FromUser(_, var text) -> "user\n" + text;
      case Message.FromRuntime(_, var text) -> "runtime\n" + text;
      case Message.FromSummary summary -> "summary\n" + summary.shown();
      case Message.FromModel(_, var reply) -> {
        var said = new StringBuilder("model\n").append(reply.text());
        for (var proposal : reply.proposals()) {
          said.append('\n').append(proposal.callId()).append('\n').append(proposal.tool());
          said.append('\n').append(proposal.arguments().json());
        }
        yield said.toString();
      }
      case Message.FromTool(_, var callId, var tool, var outcome, var text) ->
          "tool\n" + callId + '\n' + tool + '\n' + outcome + '\n' + text;
    };
  }

  /** Returns the bytes that a message takes at the most. */
  static long of(Message message) {
    return ENVELOPE_BYTES
        + switch (message) {
          case Message.FromUser(_, var text) -> Utf8.length(text);
          case Message.FromRuntime(_, var text) -> Utf8.length(text);
          case Message.FromSummary summary -> Utf8.length(summary.shown());
          case Message.FromModel(_, var reply) -> of(reply);
          case Message.FromTool(_, var callId, var tool, _, var text) ->
              Utf8.length(callId) + Utf8.length(tool) + Utf8.length(text);
        };
  }

  private static long of(ModelReply reply) {
    var sum = Utf8.length(reply.text());
    for (var proposal : reply.proposals()) {
      sum +=
          ENVELOPE_BYTES
              + Utf8.length(proposal.callId())
              + Utf8.length(proposal.tool())
              + Utf8.length(proposal.arguments().json());
    }
    return sum;
  }
}
