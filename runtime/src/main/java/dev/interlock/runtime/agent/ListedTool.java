package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.ToolContract;

/**
 * A tool as the file lists it.
 *
 * @param path the way to it, as in {@code tools[0].mcp.allow.issue_refund}
 * @param source the way to the source that it comes from
 * @param terms the contract; what the tool says of itself is still blank in it
 */
record ListedTool(String path, String source, ToolContract terms) {

  String name() {
    return terms.name();
  }

  boolean isRead() {
    return terms.effect().isRead();
  }

  boolean isTransactional() {
    return terms.effect() instanceof EffectClass.Transactional;
  }

  boolean forModel() {
    return terms.exposure() == ToolContract.Exposure.MODEL;
  }
}
