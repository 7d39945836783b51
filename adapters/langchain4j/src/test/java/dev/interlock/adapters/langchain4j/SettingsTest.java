package dev.interlock.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ModelProvider;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void the_provider_is_found_as_a_service_and_knows_four_names() {
    var found =
        ServiceLoader.load(ModelProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider instanceof LangChainModelProvider);
    assertThat(found)
        .singleElement()
        .satisfies(provider ->
            assertThat(List.of("openai", "anthropic", "google", "ollama"))
                .allMatch(provider::knows))
        .satisfies(provider -> assertThat(provider.knows("mistral")).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "https://api.openai.com/v1"})
  void openai_without_a_key_is_a_mistake_that_names_the_reference_to_set(String baseUrl) {
    assertThatThrownBy(() -> open(baseUrl, null))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("model.api-key: no API key for openai/gpt-5-mini")
        .hasMessageContaining("${env:OPENAI_API_KEY}");
  }

  @Test
  void a_server_at_an_address_of_its_own_needs_no_key() {
    open("http://gpu-7.local:8000/v1", null);
  }

  @Test
  void blanks_around_a_key_are_dropped() {
    open(null, Desk.KEY + "\n");
    assertThat(Settings.apiKey(" " + Desk.KEY + "\n")).isEqualTo(Desk.KEY);
  }

  @Test
  void a_key_that_no_header_can_carry_is_refused_without_repeating_it() {
    assertThatThrownBy(() -> open(null, "sk-one\nsk-two"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("model.api-key")
        .hasMessageNotContainingAny("sk-one", "sk-two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8000",
        "ftp://host/v1",
        "http:///v1",
        "not an address",
        "https://ann:secret@host/v1",
        "https://host/v1?key=secret"
      })
  void an_address_that_cannot_work_or_carries_a_secret_is_refused(String baseUrl) {
    assertThatThrownBy(() -> open(baseUrl, Desk.KEY))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("model.base-url")
        .hasMessageNotContaining("secret");
  }

  @Test
  void nothing_that_can_be_printed_holds_the_key() {
    var connection = Desk.connection(null, Desk.KEY);
    var dialect = OpenAiDialect.of(connection);
    try (var port = new LangChainModelProvider().open(connection)) {
      assertThat(List.of(connection, dialect, port, new Scrub(Desk.KEY)).toString())
          .doesNotContain(Desk.KEY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after,     17,                              17000",
    "retry-after,     0.25,                            250",
    "retry-after-ms,  1500,                            1500",
    "retry-after,     '',                              ",
    "retry-after,     soon,                            ",
    "retry-after,     -5,                              ",
    "retry-after,     999999999999,                    86400000",
    "retry-after,     'Thu, 01 Jan 2026 00:00:30 GMT', 30000",
    "retry-after,     'Wed, 31 Dec 2025 23:00:00 GMT', 0"
  })
  void a_pause_is_read_in_every_form_in_use(String header, String said, @Nullable Long millis) {
    var headers = HttpHeaders.of(Map.of(header, List.of(said)), (_, _) -> true);
    assertThat(RetryAfter.of(headers, CLOCK))
        .isEqualTo(millis == null ? null : Duration.ofMillis(millis));
  }

  @Test
  void a_pause_until_a_date_counts_by_the_servers_clock() {
    var headers =
        HttpHeaders.of(
            Map.of(
                "Retry-After", List.of("Thu, 01 Jan 2026 10:00:30 GMT"),
                "Date", List.of("Thu, 01 Jan 2026 10:00:00 GMT")),
            (_, _) -> true);
    assertThat(RetryAfter.of(headers, CLOCK)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void milliseconds_go_before_seconds() {
    var headers =
        HttpHeaders.of(
            Map.of("retry-after", List.of("2"), "retry-after-ms", List.of("1234")), (_, _) -> true);
    assertThat(RetryAfter.of(headers, CLOCK)).isEqualTo(Duration.ofMillis(1234));
  }

  private static void open(@Nullable String baseUrl, @Nullable String apiKey) {
    new LangChainModelProvider().open(Desk.connection(baseUrl, apiKey)).close();
  }
}
