package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.charter.ToolContract;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A request's body between LangChain4j and the wire. For one thread. */
final class Request {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ObjectNode body;

  private Request(ObjectNode body) {
    this.body = body;
  }

  static Request of(String written) {
    return new Request((ObjectNode) JSON.readTree(written));
  }

  /** Sets {@code tools}, or does nothing if there are none. */
  Request tools(List<ToolContract.Descriptor> tools, List<Map<String, Object>> asJson) {
    if (!tools.isEmpty()) body.set("tools", JSON.valueToTree(asJson));
    return this;
  }

  Request set(String member, boolean value) {
    body.put(member, value);
    return this;
  }

  JsonNode at(String member) {
    return body.path(member);
  }

  /** Returns the body's text with {@code member} at its end. */
  String endingWith(String member) {
    var last = body.remove(member);
    if (last != null) body.set(member, last);
    return body.toString();
  }
}
