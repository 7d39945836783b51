package dev.interlock.adapters.sql;

import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.Registry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tool descriptors that were pinned, and the processes that tools run in. */
final class SqliteRegistry implements Registry {
  private final GroupCommit writer;
  private final Readers readers;

  SqliteRegistry(GroupCommit writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public Map<String, Digest> pins(String agent) {
    var pins = new LinkedHashMap<String, Digest>();
    var rows =
        readers.read(session ->
            session.all(
                "SELECT tool, digest FROM pins WHERE agent = ? ORDER BY tool",
                row -> Map.entry(row.getString(1), Columns.digest(row.getBytes(2))),
                agent));
    for (var row : rows) pins.put(row.getKey(), row.getValue());
    return pins;
  }

  @Override
  public void pin(String agent, Map<String, Digest> pins) {
    var all = Map.copyOf(pins);
    var _ =
        writer.write(session -> {
          for (var pin : all.entrySet()) {
            session.change(
                "INSERT OR REPLACE INTO pins (agent, tool, digest) VALUES (?, ?, ?)",
                agent,
                pin.getKey(),
                Columns.bytes(pin.getValue()));
          }
          return all.size();
        });
  }

  @Override
  public void childStarted(Child child) {
    var _ =
        writer.write(session ->
            session.changed(
                """
                INSERT OR REPLACE INTO children (pid, started_at, parent_pid, parent_started_at)
                VALUES (?, ?, ?, ?)
                """,
                child.pid(),
                Columns.micros(child.startedAt()),
                child.parentPid(),
                Columns.micros(child.parentStartedAt())));
  }

  @Override
  public void childEnded(Child child) {
    var _ =
        writer.write(session ->
            session.changed(
                "DELETE FROM children WHERE pid = ? AND started_at = ?",
                child.pid(),
                Columns.micros(child.startedAt())));
  }

  @Override
  public List<Child> children() {
    return readers.read(session ->
        session.all(
            """
            SELECT pid, started_at, parent_pid, parent_started_at FROM children
            ORDER BY started_at, pid
            """,
            rows ->
                new Child(
                    rows.getLong(1),
                    Columns.instant(rows.getLong(2)),
                    rows.getLong(3),
                    Columns.instant(rows.getLong(4)))));
  }
}
