package dev.interlock.testkit.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Transaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How the conformance tests come by the store that they test. */
public interface StoreUnderTest {

  /** Opens the store in a folder as this process; whatever was there before is there again. */
  Store open(Path folder, Probe probe);

  /** Opens the same store as another process would while this one has it open. */
  Store openElsewhere(Path folder);

  /** Writes a row of the application's own in a transaction of the store's. */
  void write(Transaction transaction, String row);

  /** Returns the rows that were written so and committed, in any order. */
  List<String> rows(Store store);

  /** Opens the store with nobody listening. */
  default Store open(Path folder) {
    return open(folder, Probe.NONE);
  }

  /** Returns one of many run ids; the same number gives the same id. */
  static RunId run(int number) {
    return new RunId(String.format(Locale.ROOT, "%026d", number));
  }
}
