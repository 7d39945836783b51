package dev.interlock.runtime.effect;

import javax.sql.DataSource;

/**
 * Implemented by an object whose transactional tools take their connections from a data source, as
 * with Spring's {@code JdbcTemplate} and {@code DataSourceTransactionManager}. It must be the one
 * of {@link dev.interlock.runtime.Interlock#dataSource}; tools on any other are refused when the
 * agent is loaded.
 *
 * <p>A tool that takes a {@link java.sql.Connection} beside its record needs no data source.
 */
public interface SharedDatabase {

  /** Where the tools of this object get their connections. */
  DataSource dataSource();
}
