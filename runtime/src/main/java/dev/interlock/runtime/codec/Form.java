package dev.interlock.runtime.codec;

import dev.interlock.kernel.value.Value;

/** How one type is written as a tree and read back. */
interface Form {

  Value write(Object object);

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws MalformedException if the tree has another shape
   */
  Object read(Value value);

  /** Whether this is what an absent member stands for, as for an empty list. */
  default boolean isAbsent(Object object) {
    return false;
  }

  /** What an absent member stands for. */
  default Object absent(String member) {
    throw new MalformedException("'" + member + "' is missing");
  }
}
