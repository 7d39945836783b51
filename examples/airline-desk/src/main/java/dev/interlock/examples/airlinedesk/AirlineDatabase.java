package dev.interlock.examples.airlinedesk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Databases with the benchmark's data as they are at the start of every run. */
public final class AirlineDatabase {
  private AirlineDatabase() {}

  /**
   * Makes the tables and fills them, unless they are filled already.
   *
   * @throws dev.interlock.runtime.UserError if the folder does not hold the benchmark's data;
   *     nothing was written then
   */
  public static void fill(DataSource source, Path dataFolder) throws SQLException {
    var data = DataFolder.read(dataFolder);
    Tables.create(source);
    data.fill(source);
  }

  /** Makes a filled database in a file that must not be there yet. */
  public static void make(Path file, Path dataFolder) throws SQLException {
    fill(open(file), dataFolder);
  }

  /** Opens a copy of a database that nobody writes to. */
  public static DataSource copy(Path original, Path copy) throws IOException {
    Files.copy(original, copy);
    return open(copy);
  }

  /** A file that need not survive a power cut. */
  private static DataSource open(Path file) {
    var config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
