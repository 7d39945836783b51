package dev.interlock.runtime.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Yes",
        "Yes, please proceed. Thank you!",
        "Go ahead.",
        "That's correct, please proceed",
        "Everything looks perfect! Please proceed with the order.",
        "I'll go with the second one.",
        "Please send all of them.",
        "If that's the only option, then yes, please go ahead.",
        "Confirming to proceed with both actions. Also, what is the total?",
        "Yes, that would be helpful. It was my last order, but I'm not sure about its number.",
        "Can you go ahead and send it?",
        "Yes, I don't need a receipt.",
        "No problem, please proceed."
      })
  void agrees(String turn) {
    assertThat(Agreement.of(turn)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No",
        "No, thanks.",
        "Yes, but change the date to the 5th.",
        "Yes, if it costs nothing.",
        "Yes please, as long as it is refundable.",
        "Wait, what does it cost?",
        "Please don't proceed yet.",
        "Could you please adjust the payment?",
        "What would that cost?",
        "My number is 4711, and I forgot the order's.",
        "Thank you!",
        "Yes please. However, use my other card.",
        "Actually, make it two.",
        "Please let me know the total first.",
        ""
      })
  void does_not_agree(String turn) {
    assertThat(Agreement.of(turn)).isFalse();
  }
}
