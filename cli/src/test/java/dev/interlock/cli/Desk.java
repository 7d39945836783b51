package dev.interlock.cli;

import dev.interlock.runtime.effect.Tool;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/** An agent with a scripted model and two tools: a read, and one that moves money. */
final class Desk {
  private static final String AGENT =
      """
      agent: desk
      model: { use: scripted/desk-script.yaml, price: { input: 0.25, output: 2.00 } }
      prompt: Pay what is asked.
      autonomy: guarded
      principal: { roles: { clerk: ["pay"] } }
      tools:
        - java:
            class: dev.interlock.cli.Desk$Ledger
            allow:
              balance: { effect: read, timeout: 5s }
              pay: { effect: keyed, key-argument: idempotency_key, risk: money, permission: "pay", timeout: 5s }
      approvals: { expire: 1h, approvers: [lead] }
      """;

  private static final String SCRIPT =
      """
      replies:
        - when: '!("balance" in result)'
          say: "I look first. \\u001b[31mred"
          calls: [ { tool: balance, arguments: { account: acc-1 } } ]
        - when: '!("pay" in proposed)'
          calls: [ { tool: pay, arguments: { account: acc-1, amount: 12.50 } } ]
        - answer: "Done."
      """;

  private Desk() {}

  /** Writes the agent's files into a folder and returns the path of the agent file. */
  static String in(Path folder) throws IOException {
    Files.writeString(folder.resolve("desk-script.yaml"), SCRIPT);
    return Files.writeString(folder.resolve("desk.yaml"), AGENT).toString();
  }

  /** The tools. */
  public static final class Ledger {
    public record Account(String account) {}

    public record Balance(int balance) {}

    public record Payment(String account, BigDecimal amount, String idempotency_key) {}

    public record Receipt(String receipt) {}

    @Tool(name = "balance", description = "What an account holds.")
    public Balance balance(Account account) {
      return new Balance(account.account().length());
    }

    @Tool(name = "pay", description = "Pays money out.")
    public Receipt pay(Payment payment) {
      return new Receipt("paid " + payment.amount() + " to " + payment.account());
    }
  }
}
