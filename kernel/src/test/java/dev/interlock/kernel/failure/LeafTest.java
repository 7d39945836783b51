package dev.interlock.kernel.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.kernel.failure.Leaf.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeafTest {
  private static final List<Path> DESIGN = List.of(Path.of("../../shared/design/taxonomy.json"));
  private static final Pattern ROW =
      Pattern.compile(
          "\"id\": \"([^\"]+)\",\\s*\"leaf\": \"([^\"]+)\".*?\"control\": \"([^\"]+)\""
              + ".*?\"class\": \\[([^]]*)]",
          Pattern.DOTALL);

  private record Row(String id, String title, String control, Set<Proof> proofs) {}

  @Test
  void the_leaves_are_those_of_the_taxonomy() throws IOException {
    var file = DESIGN.stream().filter(Files::exists).findFirst();
    if (file.isEmpty()) System.out.println("not compared: taxonomy.json is not at " + DESIGN);
    assumeTrue(file.isPresent(), "the_taxonomy_of_the_design_is_at_hand");

    var rows = new ArrayList<Row>();
    var matcher = ROW.matcher(Files.readString(file.get()));
    while (matcher.find()) {
      rows.add(
          new Row(matcher.group(1), matcher.group(2), matcher.group(3), proofs(matcher.group(4))));
    }

    assertThat(
            Arrays.stream(Leaf.values())
                .map(leaf -> new Row(leaf.id(), leaf.title(), leaf.control(), leaf.proofs())))
        .containsExactlyElementsOf(rows);
  }

  @ParameterizedTest
  @EnumSource(Leaf.class)
  void a_leaf_is_found_by_its_id(Leaf leaf) {
    assertThat(leaf.id()).matches("[A-Z]{3}-\\d{1,2}");
    assertThat(Leaf.of(leaf.id())).contains(leaf);
    assertThat(Leaf.of(leaf.name())).isEmpty();
    assertThat(leaf.detectable())
        .isEqualTo(leaf.proofs().contains(Proof.JOURNAL) || leaf.proofs().contains(Proof.DECLARED));
  }

  @ParameterizedTest
  @EnumSource(ToolFault.class)
  void every_fault_of_a_tool_is_a_leaf_that_a_journal_can_show(ToolFault fault) {
    assertThat(fault.leaf().detectable()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(ModelFault.class)
  void every_fault_of_a_model_is_a_leaf_that_a_journal_can_show(ModelFault fault) {
    assertThat(fault.leaf().detectable()).isTrue();
  }

  @Test
  void only_what_had_begun_leaves_a_doubt() {
    assertThat(Arrays.stream(ToolFault.values()).filter(ToolFault::inDoubt))
        .containsExactly(
            ToolFault.TIMEOUT,
            ToolFault.NETWORK,
            ToolFault.MALFORMED,
            ToolFault.TOO_LARGE,
            ToolFault.CRASH);
    assertThat(ModelFault.NOT_BEGUN.billable()).isFalse();
    assertThat(ModelFault.CRASH.billable()).isTrue();
  }

  private static Set<Proof> proofs(String letters) {
    var proofs = EnumSet.noneOf(Proof.class);
    if (letters.contains("\"J\"")) proofs.add(Proof.JOURNAL);
    if (letters.contains("\"K\"")) proofs.add(Proof.DECLARED);
    if (letters.contains("\"S\"")) proofs.add(Proof.MANY_RUNS);
    if (letters.contains("\"E\"")) proofs.add(Proof.JUDGED);
    return proofs;
  }
}
