package dev.interlock.cli.endtoend;

import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.value.Value;
import dev.interlock.kernel.value.ValuePath;
import java.util.List;

/**
 * How a command came out.
 *
 * @param exit the exit code
 * @param json the one document on standard output
 * @param entries the run's journal
 * @param logged what the tool process itself says that it did
 */
record Ended(int exit, Value.Obj json, List<Entry> entries, List<Deed> logged) {

  String status() {
    return text("status");
  }

  /** The value at a path of the document; its JSON if it is no text. */
  String text(String path) {
    return at(path) instanceof Value.Text(var text) ? text : at(path).json();
  }

  Value at(String path) {
    return ValuePath.parse(path)
        .flatMap(parsed -> parsed.in(json))
        .orElseThrow(() -> new AssertionError("no " + path + " in " + json.json()));
  }

  /** The failures' leaves in the order of the journal, without repetition. */
  List<String> leaves() {
    return ((Value.Arr) at("failures"))
        .items().stream()
            .map(failure -> ((Value.Obj) failure).get("leaf").orElseThrow())
            .map(leaf -> leaf instanceof Value.Text(var text) ? text : leaf.json())
            .distinct()
            .toList();
  }

  Ledger ledger() {
    return Ledger.of(entries);
  }
}
