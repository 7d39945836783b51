package dev.interlock.testkit.gallery;

/**
 * The agent file of a case. Immutable.
 *
 * @param text with {@code @MODEL@} and {@code @SHOP@} where the addresses go
 */
record AgentText(String text) {
  /** An agent that may read orders, refund and ship. */
  static final AgentText PLAIN =
      new AgentText(
          """
          agent: refund-desk
          model: { use: openai/gallery-model, base-url: "@MODEL@", price: { input: 2.5, output: 10 }, timeout: 4s }
          prompt: You decide refund requests.
          autonomy: bounded
          principal: { roles: { clerk: [orders] } }
          budget: { steps: 60, model-calls: 60, tool-calls: 60, cost: 1.00 USD, time: 1m }
          tools:
            - http:
                openapi: shop.yaml
                read-only: [refund]
                allow:
                  getOrder: { effect: read, timeout: 1s, attempts: 2, backoff: 100ms }
                  refund: { effect: keyed, key-argument: Idempotency-Key, risk: money, timeout: 1s, attempts: 3, backoff: 100ms }
                  ship: { effect: keyed, key-argument: Idempotency-Key, risk: write, timeout: 1s }
          """);

  /** With one more section at the end. */
  AgentText and(String section) {
    return new AgentText(text + section + "\n");
  }

  /**
   * With something in the place of something else.
   *
   * @throws IllegalArgumentException if that does not stand there
   */
  AgentText with(String there, String instead) {
    if (!text.contains(there)) throw new IllegalArgumentException("no '" + there + "' in " + text);
    return new AgentText(text.replace(there, instead));
  }
}
