package dev.interlock.adapters.mcp;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Other people's programs, installed with npm; see {@code src/test/npm}. A test that needs one that
 * is missing says so and is skipped; where {@code CI} is true it fails.
 */
final class Peers {
  static final String EVERYTHING = "@modelcontextprotocol/server-everything/dist/index.js";
  static final String CONFORMANCE = "@modelcontextprotocol/conformance/dist/index.js";
  static final String NODE_22 = "node/bin/node";

  private Peers() {}

  /** Returns the path of a file of a peer. */
  static Path installed(String file) {
    var property = System.getProperty("INTERLOCK_NPM_PEERS");
    var place = property != null ? property : System.getenv("INTERLOCK_NPM_PEERS");
    if (place != null && Files.isRegularFile(Path.of(place, "node_modules", file))) {
      return Path.of(place, "node_modules", file).toAbsolutePath();
    }
    var missing =
        "not tried: "
            + file
            + " is not in INTERLOCK_NPM_PEERS ("
            + place
            + "); run npm install in a copy of adapters/mcp/src/test/npm and name that folder";
    if ("true".equals(System.getenv("CI"))) return fail(missing);
    System.out.println(missing);
    return abort(missing);
  }
}
