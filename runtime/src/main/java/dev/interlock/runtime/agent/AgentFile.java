package dev.interlock.runtime.agent;

import dev.interlock.kernel.brief.Preamble;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Charter.AgentIdentity;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.runtime.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * A valid agent file. Immutable; holds references, never what they stand for.
 *
 * <p>From file to charter: {@link #load}, start a source for each of {@link #connections()}, give
 * what it offers to {@link #described}, and put all of that together in {@link #charter}.
 */
public final class AgentFile {
  private static final String NO_PROMPT = "Reach the goal with the tools you are given.";

  private final Document document;
  private final Path home;
  private final Content content;

  private AgentFile(Document document, Path home, Content content) {
    this.document = document;
    this.home = home;
    this.content = content;
  }

  /**
   * Reads a file as it is written.
   *
   * @throws UserError if anything in it is wrong: the first error, with its line
   */
  public static AgentFile load(Path file) {
    return load(file, List.of());
  }

  /**
   * Reads a file and changes it before anything in it is looked at.
   *
   * @param overrides each {@code key=value}, as in {@code budget.cost=0.10 USD}
   * @throws UserError if anything in the file is wrong: the first error, with its line
   */
  public static AgentFile load(Path file, List<String> overrides) {
    var reading = Reading.of(file, overrides);
    reading
        .notes()
        .firstError()
        .ifPresent(error -> {
          throw error.error();
        });
    return new AgentFile(reading.document(), reading.home(), reading.content().orElseThrow());
  }

  public String name() {
    return content.identity().name();
  }

  public int version() {
    return content.identity().version();
  }

  /** The model that proposes. */
  public ModelTerms model() {
    return content.model().terms();
  }

  /** What every model may cost, in the order of {@link Connections#models}. */
  public List<ModelTerms> models() {
    return content.models().all().stream().map(Model::terms).toList();
  }

  /** How model and tools are reached; references are not resolved. */
  public Connections connections() {
    var models = content.models();
    return new Connections(
        models.first().settings(),
        models.fallback().stream().map(Model::settings).toList(),
        models.smallSettings(),
        content.tools().sources(),
        home);
  }

  /** Who may run the agent. */
  public Permissions permissions() {
    return Permissions.of(
        content.bounds().roles(),
        content.tools().readable().stream().map(ListedTool::terms).toList());
  }

  /** Returns the names of the roles that the file speaks of. */
  public Set<String> roles() {
    return Permissions.roles(content.bounds(), content.rules());
  }

  /** What the agent's tools need, internal ones too. */
  public SortedSet<String> requiredPermissions() {
    return permissions().needed();
  }

  /** What the principal holds: all that its roles give. */
  public SortedSet<String> permissionsOf(Principal principal) {
    return permissions().of(principal);
  }

  /**
   * Returns what keeps the principal from running the agent, as in {@code principal ann lacks
   * refunds:write; add the role refunds-clerk}; empty if nothing does.
   */
  public Optional<String> rolesLacking(Principal principal) {
    return permissions().lacking(principal);
  }

  /**
   * Returns, of what a source offers, what the file lists for it; by name.
   *
   * @throws UserError if the source does not offer a listed tool
   */
  public Map<String, Descriptor> described(SourceSettings source, List<Descriptor> offered) {
    return new ToolTerms(document, content.tools()).listed(source, offered);
  }

  /**
   * Returns the charter of a run.
   *
   * @param described what each listed tool says of itself; key arguments are taken out of it
   * @throws UserError if a tool is missing, if it does not have an argument that the file names, or
   *     if prompt and tools leave no room in the brief
   */
  public Charter charter(String goal, Map<String, Descriptor> described) {
    if (goal.isBlank()) throw new UserError("the goal is empty", document.source(), "say what for");
    var charter =
        new Charter(
            goal,
            identity(),
            content.models().first().terms(),
            content.models().fallback().stream().map(Model::terms).toList(),
            content.models().smallTerms(),
            tools(described),
            content.bounds(),
            content.rules());
    refuseWithoutRoom(charter);
    return charter;
  }

  /**
   * Returns where a key stands, as in {@code refund-desk.yaml:27}, or its nearest parent.
   *
   * @param path as in {@code policy[2].when}
   */
  public String where(String path) {
    return document.where(path);
  }

  /** Returns the error with file and line in place of its key path; see {@link Document}. */
  public UserError located(UserError error) {
    return document.located(error);
  }

  private void refuseWithoutRoom(Charter charter) {
    try {
      var _ = Preamble.allOf(charter);
    } catch (IllegalArgumentException noRoom) {
      throw new UserError(
          String.valueOf(noRoom.getMessage()),
          where("brief-tokens-max"),
          "raise brief-tokens-max or shorten the prompt");
    }
  }

  private AgentIdentity identity() {
    var identity = content.identity();
    var prompt = identity.instructions().isBlank() ? NO_PROMPT : identity.instructions();
    return new AgentIdentity(
        identity.name(), identity.version(), identity.purpose(), prompt, connections().value());
  }

  private List<ToolContract> tools(Map<String, Descriptor> described) {
    var terms = new ToolTerms(document, content.tools());
    var tools = content.tools().readable();
    var contracts = tools.stream().map(tool -> terms.joined(tool, described)).toList();
    terms.checkArguments(content.rules().order(), contracts);
    terms.checkCompensations(contracts);
    return contracts;
  }
}
