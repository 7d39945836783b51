package dev.interlock.runtime.agent;

import dev.interlock.runtime.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files that an agent consists of: small texts in UTF-8. */
final class SmallText {
  private static final int BYTES_MAX = 1024 * 1024;

  private SmallText() {}

  /**
   * Returns what a file holds.
   *
   * @param where who wants the file, for the message
   * @throws UserError if the file is missing, is no file, is larger than 1 MiB or is not UTF-8
   */
  static String read(Path file, String where) {
    if (!Files.isRegularFile(file)) {
      throw new UserError("there is no file " + file, where, "");
    }
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new UserError(file + " is larger than " + BYTES_MAX + " bytes", where, "");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new UserError(file + " is not UTF-8", where, "");
    } catch (IOException unreadable) {
      throw new UserError(file + " cannot be read: " + unreadable.getMessage(), where, "");
    }
  }
}
