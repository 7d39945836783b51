package dev.interlock.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenEstimatorTest {
  private static final TokenEstimator ESTIMATOR = new TokenEstimator();

  /** From OpenAI's cookbook, "How to count tokens with tiktoken". */
  private static final String JARGON =
      """
      {"messages":[
        {"role":"system","content":"You are a helpful, pattern-following assistant that translates corporate jargon into plain English."},
        {"role":"system","name":"example_user","content":"New synergies will help drive top-line growth."},
        {"role":"system","name":"example_assistant","content":"Things working well together will increase revenue."},
        {"role":"system","name":"example_user","content":"Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage."},
        {"role":"system","name":"example_assistant","content":"Let's talk later when we're less busy about how to do better."},
        {"role":"user","content":"This late pivot means we don't have time to boil the ocean for the client deliverable."}]}
      """;

  private static final String WEATHER =
      """
      {"tools":[{"type":"function","function":{"name":"get_current_weather","description":"Get the current weather in a given location","parameters":{"type":"object","properties":{"location":{"type":"string","description":"The city and state, e.g. San Francisco, CA"},"unit":{"type":"string","description":"The unit of temperature to return","enum":["celsius","fahrenheit"]}},"required":["location"]}}}],
       "messages":[{"role":"system","content":"You are a helpful assistant that can answer to questions about the weather."},
        {"role":"user","content":"What's the weather like in Pittsburgh today?"}]}
      """;

  /** From Anthropic's documentation, "Token counting". */
  private static final String SCIENTIST =
      """
      {"system":"You are a scientist","messages":[{"role":"user","content":"Hello, Claude"}]}
      """;

  private static final String TOOL =
      """
      {"tools":[{"name":"get_weather","description":"Get the current weather in a given location","input_schema":{"type":"object","properties":{"location":{"type":"string","description":"The city and state, e.g. San Francisco, CA"}},"required":["location"]}}],
       "messages":[{"role":"user","content":"What's the weather like in San Francisco?"}]}
      """;

  /** From Google's documentation, "Counting tokens". */
  private static final String FOX =
      """
      {"contents":[{"parts":[{"text":"The quick brown fox jumps over the lazy dog."}],"role":"user"}]}
      """;

  /**
   * A request whose tokens the provider published.
   *
   * @param reported what its own service counted
   */
  record Published(String use, String body, long reported) {
    @Override
    public String toString() {
      return use + " counted " + reported;
    }
  }

  static Stream<Published> published() {
    return Stream.of(
        new Published("openai/gpt-4o", JARGON, 124),
        new Published("openai/gpt-4", JARGON, 129),
        new Published("openai/gpt-4o", WEATHER, 101),
        new Published("openai/gpt-4", WEATHER, 105),
        new Published("anthropic/claude-sonnet-4-5", SCIENTIST, 14),
        new Published("anthropic/claude-sonnet-4-5", TOOL, 403),
        new Published("google/gemini-1.5-flash", FOX, 11));
  }

  @ParameterizedTest
  @MethodSource("published")
  void an_estimate_lies_within_its_stated_error_of_what_was_reported(Published request) {
    var estimate = ESTIMATOR.estimate(request.use(), request.body());
    assertThat(estimate.covers(request.reported()))
        .as("%s, estimated %s", request, estimate)
        .isTrue();
  }

  @Test
  void an_estimate_twice_as_high_as_what_was_reported_is_not_covered() {
    assertThat(new TokenEstimate(200, 35).covers(100)).isFalse();
    assertThat(new TokenEstimate(135, 35).covers(100)).isTrue();
    assertThat(new TokenEstimate(65, 35).covers(100)).isTrue();
    assertThat(new TokenEstimate(64, 35).covers(100)).isFalse();
  }

  @Test
  void what_is_no_request_is_refused() {
    assertThatThrownBy(() -> ESTIMATOR.estimate("openai/gpt-5", "half"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
