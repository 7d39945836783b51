package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.failure.ModelFault;
import java.net.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came back over the wire in one attempt. */
sealed interface Heard {

  /**
   * A server answered in one piece.
   *
   * @param whole false if the body was longer than is taken in; {@code body} is then its beginning
   */
  record Answered(int status, HttpHeaders headers, String body, boolean whole) implements Heard {

    boolean successful() {
      return status >= 200 && status < 300;
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  /**
   * A server answered in pieces, to the end or to an error that it told.
   *
   * @param body the pieces put together
   * @param firstToken from the beginning of the attempt to the first piece that the model wrote;
   *     null if it wrote none
   */
  record Streamed(HttpHeaders headers, JsonNode body, @Nullable Duration firstToken)
      implements Heard {}

  /**
   * Nobody answered, or not to the end.
   *
   * @param sent whether the server may have seen the request
   */
  record Lost(ModelFault fault, String message, boolean sent) implements Heard {}
}
