package dev.interlock.cli.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.interlock.testkit.gallery.Exhibit;
import dev.interlock.testkit.gallery.Gallery;
import dev.interlock.testkit.gallery.GalleryPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every case of the gallery is a test. */
class GalleryTest {
  private static final Path PAGE = Path.of("../docs/gallery.md");

  @Test
  void every_failure_is_contained_and_the_page_says_what_happens() throws IOException {
    var exhibits = Gallery.playAll(Gallery.cases());
    assertSoftly(softly -> {
      for (var one : exhibits) {
        softly.assertThat(one.lacking()).as(story(one)).isEmpty();
        softly.assertThat(one.evidence()).as(story(one)).isNotEmpty();
      }
    });
    if (Boolean.getBoolean("interlock.write")) Files.writeString(PAGE, GalleryPage.of(exhibits));
    assertThat(Files.readString(PAGE))
        .contains(exhibits.stream().map(GalleryPage::lasting).toList());
  }

  @Test
  void no_failure_is_contained_without_its_control() {
    var exhibits = Gallery.playAllWithoutControl(Gallery.cases());
    assertSoftly(softly -> {
      for (var one : exhibits) softly.assertThat(one.lacking()).as(story(one)).isNotEmpty();
    });
  }

  @Test
  void there_is_a_case_of_each_leaf_that_is_named() {
    assertThat(Gallery.cases())
        .doesNotHaveDuplicates()
        .containsAll(
            List.of(
                "TOL-1", "TOL-2", "TOL-3", "TOL-4", "TOL-5", "TOL-6", "TOL-7", "TOL-8", "TOL-9",
                "TOL-10", "TOL-11", "PLN-1", "PLN-2", "PLN-3", "PLN-4", "PLN-6", "PLN-7", "REA-1",
                "REA-3", "REA-5", "SAF-1", "SAF-4", "SAF-6", "REL-1", "REL-5", "REL-6", "CST-1",
                "CST-2", "CST-5", "RUN-1", "RUN-2", "RUN-3", "RUN-4", "RUN-5", "RUN-6", "VER-1",
                "VER-2", "CTX-2", "CTX-5", "CTX-6"));
  }

  private static String story(Exhibit one) {
    return one.id() + "\n" + String.join("\n", one.told());
  }
}
