package dev.interlock.runtime.journal;

import dev.interlock.runtime.Probe;
import java.nio.file.Path;

/** Opens stores in a folder. Found through {@link java.util.ServiceLoader}. */
public interface StoreProvider {

  /**
   * Opens the store in {@code folder}, and makes it if it is not there.
   *
   * @param probe is told of every sync
   * @throws dev.interlock.runtime.UserError if the folder cannot be used, is of a newer version, or
   *     is open in this process already; nothing was changed
   */
  Store open(Path folder, Probe probe);

  /** Whether a store was ever opened in {@code folder}; makes and changes nothing. */
  boolean isIn(Path folder);
}
