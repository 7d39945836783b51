package dev.interlock.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.EffectContext;
import dev.interlock.runtime.effect.Performer;
import dev.interlock.runtime.journal.Journal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;

/** Holds ARCHITECTURE.md to its word. Every rule here is a sentence there. */
@AnalyzeClasses(packages = "dev.interlock", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** What a room that may never touch the world can name of the JDK. */
  private static final String[] VALUES_ONLY = {
    "java.lang",
    "java.lang.invoke",
    "java.lang.runtime",
    "java.math",
    "java.nio.charset",
    "java.time",
    "java.util",
    "java.util.function",
    "java.util.stream",
    "org.jspecify.annotations",
    "dev.interlock.kernel.."
  };

  private static final DescribedPredicate<JavaClass> A_VALUE =
      JavaClass.Predicates.resideInAnyPackage(VALUES_ONLY)
          .or(type(MessageDigest.class))
          .or(type(NoSuchAlgorithmException.class))
          .as("values, the kernel and digests");

  private static final DescribedPredicate<JavaClass> A_SOURCE_OF_TIME_OR_CHANCE =
      type(Clock.class)
          .or(type(InstantSource.class))
          .or(type(Random.class))
          .or(type(RandomGenerator.class))
          .or(type(Thread.class))
          .or(type(ThreadLocal.class))
          .or(type(Process.class))
          .or(type(ProcessBuilder.class))
          .or(type(Runtime.class))
          .as("a source of time or chance");

  private static final DescribedPredicate<JavaAccess<?>> ASKING_THE_WORLD =
      DescribedPredicate.describe("asking the world", ArchitectureTest::asksTheWorld);

  /** A rule over classes that were never imported would hold by accident. */
  @ArchTest
  static void every_room_was_seen(JavaClasses all) {
    var classesMin =
        Map.ofEntries(
            Map.entry("kernel", 100),
            Map.entry("views", 15),
            Map.entry("runtime", 150),
            Map.entry("adapters.sql", 10),
            Map.entry("adapters.langchain4j", 10),
            Map.entry("adapters.mcp", 10),
            Map.entry("adapters.openapi", 10),
            Map.entry("testkit", 20),
            Map.entry("examples.airlinedesk", 15),
            Map.entry("examples.incidentdesk", 20),
            Map.entry("examples.refunddesk", 5),
            Map.entry("cli", 15));
    assertThat(classesMin)
        .allSatisfy((room, least) ->
            assertThat(all.that(resideInAPackage("dev.interlock." + room + "..")).size())
                .as("classes of %s", room)
                .isGreaterThanOrEqualTo(least));
  }

  @ArchTest
  static final ArchRule kernel_needs_only_values =
      classes()
          .that()
          .resideInAPackage("dev.interlock.kernel..")
          .should()
          .onlyDependOnClassesThat(A_VALUE);

  @ArchTest
  static final ArchRule views_need_only_values_and_the_kernel =
      classes()
          .that()
          .resideInAPackage("dev.interlock.views..")
          .should()
          .onlyDependOnClassesThat(A_VALUE.or(resideInAPackage("dev.interlock.views..")));

  @ArchTest
  static final ArchRule kernel_and_views_hold_no_source_of_time_or_chance =
      noClasses()
          .that()
          .resideInAnyPackage("dev.interlock.kernel..", "dev.interlock.views..")
          .should()
          .dependOnClassesThat(A_SOURCE_OF_TIME_OR_CHANCE);

  @ArchTest
  static final ArchRule kernel_and_views_draw_no_time_and_no_chance =
      noClasses()
          .that()
          .resideInAnyPackage("dev.interlock.kernel..", "dev.interlock.views..")
          .should()
          .accessTargetWhere(ASKING_THE_WORLD);

  @ArchTest
  static final ArchRule runtime_knows_only_the_kernel =
      onlyKnows("dev.interlock.runtime..", "dev.interlock.kernel..");

  @ArchTest static final ArchRule the_sql_adapter_knows_no_neighbour = adapter("sql");

  @ArchTest
  static final ArchRule the_langchain4j_adapter_knows_no_neighbour = adapter("langchain4j");

  @ArchTest static final ArchRule the_mcp_adapter_knows_no_neighbour = adapter("mcp");

  @ArchTest static final ArchRule the_openapi_adapter_knows_no_neighbour = adapter("openapi");

  @ArchTest
  static final ArchRule testkit_knows_no_adapter =
      onlyKnows(
          "dev.interlock.testkit..",
          "dev.interlock.kernel..",
          "dev.interlock.views..",
          "dev.interlock.runtime..");

  @ArchTest
  static final ArchRule examples_know_no_adapter =
      onlyKnows(
          "dev.interlock.examples..",
          "dev.interlock.kernel..",
          "dev.interlock.views..",
          "dev.interlock.runtime..",
          "dev.interlock.testkit..");

  @ArchTest
  static final ArchRule nobody_knows_the_command_line =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.interlock.cli..", "dev.interlock.checks..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.interlock.cli..");

  /** What any room of the runtime may name of the facade's package. */
  private static final DescribedPredicate<JavaClass> SHARED =
      type(UserError.class)
          .or(type(Probe.class))
          .or(type(Probe.Point.class))
          .as("what the rooms share");

  @ArchTest
  static final ArchRule rooms_have_no_cycles =
      slices()
          .matching("dev.interlock.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(DescribedPredicate.alwaysTrue(), SHARED);

  @ArchTest
  static final ArchRule only_the_loop_performs =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.interlock.runtime.loop..", "dev.interlock.testkit..")
          .should()
          .callMethod(Performer.class, "perform", Permit.class, EffectContext.class);

  @ArchTest
  static final ArchRule only_the_loop_judges =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.interlock.runtime.loop..", "dev.interlock.testkit..")
          .should()
          .callMethod(GatePipeline.class, "judge", RunState.class, Pending.class, Facts.class);

  @ArchTest
  static final ArchRule only_the_loop_appends =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.interlock.runtime.loop..", "dev.interlock.testkit..")
          .should()
          .callMethod(Journal.class, "append", Journal.Write.class);

  @ArchTest
  static void every_package_is_null_marked(JavaClasses all) {
    assertThat(all.stream().map(JavaClass::getPackage).distinct().toList())
        .isNotEmpty()
        .filteredOn(room -> !room.isAnnotatedWith(NullMarked.class))
        .extracting(JavaPackage::getName)
        .isEmpty();
  }

  private static boolean asksTheWorld(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    var member = access.getTarget().getName();
    return (owner.getPackageName().startsWith("java.time") && member.equals("now"))
        || (owner.isEquivalentTo(UUID.class) && member.equals("randomUUID"))
        || (owner.isEquivalentTo(Math.class) && member.equals("random"))
        || (owner.isEquivalentTo(System.class) && !member.equals("arraycopy"));
  }

  private static ArchRule adapter(String name) {
    return onlyKnows(
        "dev.interlock.adapters." + name + "..",
        "dev.interlock.kernel..",
        "dev.interlock.runtime..");
  }

  /** The room may use itself, the rooms further in, and whatever is not ours. */
  private static ArchRule onlyKnows(String room, String... furtherIn) {
    var ours = resideInAPackage("dev.interlock..");
    var allowed = resideInAPackage(room).or(JavaClass.Predicates.resideInAnyPackage(furtherIn));
    return noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat(
            ours.and(DescribedPredicate.not(allowed))
                .as("rooms other than %s", String.join(", ", furtherIn)));
  }
}
