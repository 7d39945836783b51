package dev.interlock.examples.incidentdesk.demo;

import dev.interlock.examples.incidentdesk.ShopTools;
import dev.interlock.examples.incidentdesk.world.ShopGenerator;
import dev.interlock.runtime.Agent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The desk on disk: a filled shop, the agent files and the scripts, all left for the user to read.
 */
final class Desk {
  private static final String FILES = "/dev/interlock/examples/incidentdesk/desk/";
  private static final List<String> NAMES =
      List.of(
          "incident-desk.yaml", "wrong-then-right.yaml", "incident-filer.yaml", "file-one.yaml");

  private final Path folder;
  private final LocalDate today;

  private Desk(Path folder, LocalDate today) {
    this.folder = folder;
    this.today = today;
  }

  /** Makes a desk with a shop of that seed; an older shop in the folder is replaced. */
  static Desk in(Path folder, long seed) {
    try {
      Files.createDirectories(folder);
      for (var name : NAMES) {
        try (var file = Desk.class.getResourceAsStream(FILES + name)) {
          if (file == null) throw new IllegalStateException("not on the class path: " + name);
          Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    var desk = new Desk(folder, new ShopGenerator(seed).today());
    desk.clear();
    new ShopGenerator(seed).fill(desk.shop());
    return desk;
  }

  /** The desk that is in a folder already. */
  static Desk existing(Path folder) {
    return new Desk(folder, LocalDate.EPOCH);
  }

  Path folder() {
    return folder;
  }

  Path shop() {
    return folder.resolve("shop.db");
  }

  /** The day on which revenue fell. */
  LocalDate yesterday() {
    return today.minusDays(1);
  }

  String goal() {
    return "Yesterday, " + yesterday() + ", revenue fell. Find out why.";
  }

  Agent agent(Optional<String> model) {
    var set = new TreeMap<String, String>();
    model.ifPresent(use -> {
      set.put("model.use", use);
      set.put("model.api-key", "${env:OPENAI_API_KEY}");
      if (System.getenv("OPENAI_BASE_URL") != null) {
        set.put("model.base-url", "${env:OPENAI_BASE_URL}");
      }
    });
    return load("incident-desk.yaml", set);
  }

  Agent filer() {
    return load("incident-filer.yaml", Map.of());
  }

  /** Copies the shop, so that what is done to the copy is not done to it. */
  Path copyOfShop(String name) {
    try {
      return Files.copy(shop(), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private Agent load(String file, Map<String, String> set) {
    return Agent.load(folder.resolve(file), set).with(new ShopTools(shop()));
  }

  private void clear() {
    try {
      for (var name : List.of("shop.db", "shop.db-journal", "shop.db-wal", "shop.db-shm")) {
        Files.deleteIfExists(folder.resolve(name));
      }
    } catch (IOException locked) {
      throw new UncheckedIOException(locked);
    }
  }
}
