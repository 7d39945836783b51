package dev.interlock.adapters.mcp;

import java.util.Map;
import java.util.Set;

/**
 * What of a server the agent may use.
 *
 * @param tools names of its tools and of its resources; if empty, every tool is of interest
 * @param resources which resource is read under which name
 */
record Grants(Set<String> tools, Map<String, ResourceTemplate> resources) {
  Grants {
    tools = Set.copyOf(tools);
    resources = Map.copyOf(resources);
  }
}
