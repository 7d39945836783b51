package dev.interlock.runtime.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.confirm.Confirmation.Confirmed;
import dev.interlock.runtime.confirm.Confirmation.Unconfirmed;
import dev.interlock.runtime.confirm.Critical.Kind;
import dev.interlock.runtime.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A shop, so that no rule knows of any one trade. */
class ConfirmationsTest {
  private static final Terms REFUND =
      new Terms(
          List.of(),
          List.of(
              Critical.of("amount", Kind.AMOUNT),
              new Critical("size", Kind.CHOICE, List.of("large", "extra_large")),
              Critical.of("day", Kind.DATE),
              Critical.of("articles[].sku", Kind.NAME),
              Critical.of("card", Kind.ID)));
  private static final Terms CANCEL =
      new Terms(List.of("cancel"), List.of(Critical.of("order", Kind.ID)));

  private static final Known CUSTOMER =
      new Known(
          "get_customer",
          object("{\"customer\": \"ann_9\"}"),
          object(
              """
              {"cards": {"card_1111111": {"id": "card_1111111", "last": "7447", "brand": "visa"},
                         "card_2222222": {"id": "card_2222222", "last": "1907", "brand": "visa"}},
               "orders": ["O-77", "O-78"]}
              """));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Refund $1,234.50 for extra large, article TX-9, on May 20th, to the card ending in 7447?",
        "Shall I pay 1234.5 (extra large; TX-9; 2024-05-20) to card_1111111?"
      })
  void what_stands_in_the_proposal_is_confirmed(String proposal) {
    assertThat(refund(proposal, "Yes, please.")).isInstanceOf(Confirmed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Refund $1,234.00 for extra large TX-9 on May 20 to 7447? | amount",
        "Refund $1,234.50 for large TX-9 on May 20 to 7447?       | size",
        "Refund $1,234.50 for extra large TX-9 on May 21 to 7447? | day",
        "Refund $1,234.50 for extra large TX-8 on May 20 to 7447? | articles[0].sku",
        "Refund $1,234.50 for extra large TX-9 on May 20 to 1907? | card_2222222"
      })
  void what_does_not_is_told(String proposal, String missing) {
    assertThat(refund(proposal, "Yes, please."))
        .isInstanceOfSatisfying(
            Unconfirmed.class, verdict -> assertThat(verdict.missing()).contains(missing));
  }

  @Test
  void a_yes_to_one_order_confirms_no_other() {
    var turns = List.of(Turn.assistant("Shall I cancel O-77?"), Turn.user("Yes, cancel it."));
    assertThat(judged(turns, "{\"order\": \"O-77\"}", CANCEL)).isInstanceOf(Confirmed.class);
    assertThat(judged(turns, "{\"order\": \"O-78\"}", CANCEL))
        .isInstanceOfSatisfying(
            Unconfirmed.class, verdict -> assertThat(verdict.missing()).contains("O-77"));
  }

  @Test
  void a_yes_to_another_act_confirms_nothing() {
    var turns = List.of(Turn.assistant("Shall I look again at O-77?"), Turn.user("Yes."));
    assertThat(judged(turns, "{\"order\": \"O-77\"}", CANCEL)).isInstanceOf(Unconfirmed.class);
  }

  @Test
  void a_yes_to_nothing_confirms_nothing() {
    var done = "Your order was sent. If you need anything else, feel free to ask!";
    var turns = List.of(Turn.assistant(done), Turn.user("Great! Please cancel O-77."));
    assertThat(judged(turns, "{\"order\": \"O-77\"}", CANCEL)).isInstanceOf(Unconfirmed.class);
  }

  @Test
  void only_the_latest_turn_of_the_user_agrees() {
    var turns =
        List.of(
            Turn.assistant("Shall I cancel O-77?"),
            Turn.user("Yes."),
            Turn.assistant("Anything to add before I cancel O-77?"),
            Turn.user("What would I get back?"));
    assertThat(judged(turns, "{\"order\": \"O-77\"}", CANCEL)).isInstanceOf(Unconfirmed.class);
  }

  @Test
  void an_option_that_was_not_taken_confirms_nothing() {
    var offer = "Which one?\n\n1. **TX-9**\n   - $10\n\n2. **TX-8**\n   - $20\n\nPlease choose.";
    var terms = new Terms(List.of(), List.of(Critical.of("sku", Kind.NAME)));
    var turns = List.of(Turn.assistant(offer), Turn.user("I'll go with option 2."));
    assertThat(judged(turns, "{\"sku\": \"TX-8\"}", terms)).isInstanceOf(Confirmed.class);
    assertThat(judged(turns, "{\"sku\": \"TX-9\"}", terms)).isInstanceOf(Unconfirmed.class);
  }

  private static Confirmation refund(String proposal, String answer) {
    var turns = List.of(Turn.user("I am ann_9."), Turn.assistant(proposal), Turn.user(answer));
    var call =
        """
        {"amount": 1234.50, "size": "extra_large", "day": "2024-05-20",
         "articles": [{"sku": "TX-9"}], "card": "card_1111111"}
        """;
    return judged(turns, call, REFUND);
  }

  private static Confirmation judged(List<Turn> turns, String call, Terms terms) {
    return Confirmations.judge(turns, List.of(CUSTOMER), object(call), terms);
  }

  private static Value.Obj object(String json) {
    return (Value.Obj) Json.parse(json);
  }
}
