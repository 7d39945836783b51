package dev.interlock.kernel.run;

/** Names one request of an outsider; the inbox takes each id once. */
public record RequestId(String text) {
  public RequestId {
    if (text.isBlank() || text.length() > 200) {
      throw new IllegalArgumentException("request id must have 1 to 200 characters");
    }
  }
}
