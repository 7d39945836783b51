package dev.interlock.kernel.run;

import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;

/** What a tool gave back: here, or once in the content-addressed store. */
public sealed interface Content {

  /** The largest content that an event holds itself, in UTF-8 bytes of JSON. */
  int INLINE_BYTES_MAX = 64 * 1024;

  /**
   * Equal for equal contents: of the canonical form if inline, of the bytes as written if stored.
   */
  Digest digest();

  /** The content itself. */
  record Inline(Value value) implements Content {
    @Override
    public Digest digest() {
      return value.digest();
    }
  }

  /**
   * The content stands in the store under its digest.
   *
   * @param digest of the whole as it was written; numbers keep their decimals
   * @param bytes its length in UTF-8 bytes of JSON
   * @param beginning the first characters of the JSON, for brief and screen
   */
  record Stored(Digest digest, long bytes, String beginning) implements Content {}
}
