package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Status;
import dev.interlock.testkit.model.Behaviour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One row: what goes wrong, and how the run must end. */
final class Misbehaviour {
  /** What one credit leaves in the log. */
  static final String CREDITED = "credit {\"account\":\"a-1\",\"amount\":5}";

  private final String name;
  private final List<Behaviour> says = new ArrayList<>();
  private final List<String> settings = new ArrayList<>();
  private final List<String> leaves = new ArrayList<>();
  private final List<String> deeds = new ArrayList<>();
  private Consumer<Desk> setting = _ -> {};
  private BiConsumer<Desk, Ended> besides = (_, _) -> {};
  private @Nullable Behaviour forEver;
  private Status status = Status.COMPLETED;
  private int exit;

  private Misbehaviour(String name) {
    this.name = name;
  }

  static Misbehaviour of(String name) {
    return new Misbehaviour(name);
  }

  /** What the model does, one after the other. */
  Misbehaviour says(Behaviour... behaviours) {
    says.addAll(List.of(behaviours));
    return this;
  }

  /** What it does from then on. */
  Misbehaviour forEver(Behaviour behaviour) {
    forEver = behaviour;
    return this;
  }

  /** Values for {@code --set}. */
  Misbehaviour with(String... keysAndValues) {
    settings.addAll(List.of(keysAndValues));
    return this;
  }

  /** What to do to the desk first. */
  Misbehaviour at(Consumer<Desk> desk) {
    setting = desk;
    return this;
  }

  Misbehaviour ends(Status expected, int code) {
    status = expected;
    exit = code;
    return this;
  }

  /** Exactly these failures, in this order. */
  Misbehaviour shows(String... expected) {
    leaves.addAll(List.of(expected));
    return this;
  }

  /** Exactly these effects, in the words of the tool process. */
  Misbehaviour does(String... expected) {
    deeds.addAll(List.of(expected));
    return this;
  }

  Misbehaviour besides(BiConsumer<Desk, Ended> check) {
    besides = check;
    return this;
  }

  void happen(Path folder) {
    try (var desk = new Desk(folder)) {
      setting.accept(desk);
      desk.model.then(says.toArray(Behaviour[]::new));
      if (forEver != null) desk.model.otherwise(forEver);
      var ended = desk.run(settings.toArray(String[]::new));
      assertThat(ended.status()).as("%s", ended.json().json()).isEqualTo(status.name());
      assertThat(ended.exit()).isEqualTo(exit);
      assertThat(ended.leaves()).as("%s", ended.json().json()).isEqualTo(leaves);
      assertThat(ended.logged()).extracting(Deed::inWords).isEqualTo(deeds);
      sameAsJournaled(ended);
      besides.accept(desk, ended);
    }
  }

  /**
   * The tool process did what the journal shows, once each, and nothing beyond what is in doubt.
   */
  static void sameAsJournaled(Ended ended) {
    var ledger = ended.ledger();
    var surplus = new ArrayList<>(ended.logged());
    for (var deed : ledger.happened()) {
      assertThat(surplus.remove(deed)).as("%s is in the journal and not in the log", deed).isTrue();
    }
    surplus.removeAll(ledger.doubtful());
    assertThat(surplus).as("in the log and not in the journal").isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
