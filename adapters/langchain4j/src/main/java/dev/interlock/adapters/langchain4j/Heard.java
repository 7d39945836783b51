package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.failure.ModelFault;
import java.net.http.HttpHeaders;

/** What came back over the wire in one attempt. */
sealed interface Heard {

  /**
   * A server answered.
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
   * Nobody answered, or not to the end.
   *
   * @param sent whether the server may have seen the request
   */
  record Lost(ModelFault fault, String message, boolean sent) implements Heard {}
}
