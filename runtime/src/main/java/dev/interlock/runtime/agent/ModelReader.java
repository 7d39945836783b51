package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.value.Value;
import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code model}. */
final class ModelReader {
  private static final Shape<String> USE =
      Shapes.matching(
          "provider/model, as in openai/gpt-5-mini",
          Pattern.compile("[a-z0-9-]+/[^\\s'].*").asMatchPredicate());
  private static final Pattern ADDRESS = Pattern.compile("(https?://|\\$\\{env:)[^@\\s]*");

  private final Section model;

  private ModelReader(Section model) {
    this.model = model;
  }

  static Optional<Models> read(Section top) {
    if (!top.has("model")) {
      top.error(
          "model",
          "model is missing",
          "add model: { use: openai/gpt-5-mini, api-key: \"${env:OPENAI_API_KEY}\" }");
    }
    return top.section("model", "model").flatMap(ModelReader::models);
  }

  private static Optional<Models> models(Section first) {
    var fallback =
        first.sections("fallback", "model.fallback").stream()
            .map(model -> new ModelReader(model).read())
            .flatMap(Optional::stream)
            .toList();
    var small =
        first.section("small", "model.small").flatMap(model -> new ModelReader(model).read());
    return new ModelReader(first)
        .read()
        .map(model -> new Models(model, fallback, small.orElse(null)))
        .filter(models -> hasOnePriceEach(first, models));
  }

  /** One name has one price, so that the journal's names tell what was paid. */
  private static boolean hasOnePriceEach(Section first, Models models) {
    var prices = new HashMap<String, Price>();
    for (var model : models.all()) {
      var terms = model.terms();
      var known = prices.putIfAbsent(terms.use(), terms.price());
      if (known == null || known.equals(terms.price())) continue;
      first.error("use", "two prices of " + terms.use(), "give every entry of it the same price");
      return false;
    }
    return true;
  }

  private Optional<Model> read() {
    var use = model.require("use", USE, "as in use: openai/gpt-5-mini").filter(this::supported);
    var price = use.flatMap(new PriceReader(model)::read);
    var baseUrl = baseUrl();
    var apiKey = apiKey(use.flatMap(Provider::of).orElse(Provider.OPENAI).keyHint());
    var outputTokensMax =
        model.get("output-tokens-max", Shapes.whole(1, 1_000_000), Default.OUTPUT_TOKENS_MAX);
    var timeout = model.get("timeout", Shapes.DURATION, Default.MODEL_TIMEOUT);
    var attempts = model.get("attempts", Shapes.whole(1, 10), Default.MODEL_ATTEMPTS);
    var pinned = model.get("pinned", Shapes.TRUTH).orElse(null);
    var provider = use.flatMap(Provider::of);
    if (provider.flatMap(Provider::variable).isPresent()
        && !model.has("api-key")
        && !model.has("base-url")) {
      model.error("use", model.pathOf("api-key") + " is missing", provider.get().keyHint());
    }
    model.skip("price");
    model.done();
    if (use.isEmpty() || price.isEmpty()) return Optional.empty();
    return Optional.of(
        new Model(
            new ModelTerms(use.get(), price.get(), outputTokensMax, timeout, attempts, pinned),
            new ModelSettings(model.path(), baseUrl.orElse(null), apiKey.orElse(null))));
  }

  private boolean supported(String use) {
    if (Provider.of(use).isPresent()) return true;
    var provider = use.substring(0, use.indexOf('/'));
    model.error(
        "use",
        model.pathOf("use") + ": unknown provider " + provider,
        "supported: " + Provider.all());
    return false;
  }

  /** The address is not shown: it may hold a password. */
  private Optional<String> baseUrl() {
    var text = text("base-url");
    if (text.isPresent() && !ADDRESS.matcher(text.get()).matches()) {
      model.error(
          "base-url",
          model.pathOf("base-url") + " must be an http or https address without user and password",
          "as in http://localhost:11434/v1 or ${env:OPENAI_BASE_URL}");
    }
    return text;
  }

  /** The key is not shown. */
  private Optional<String> apiKey(String hint) {
    var text = text("api-key");
    if (text.isPresent() && !References.isOne(text.get())) {
      model.error(
          "api-key", model.pathOf("api-key") + " must be a reference, never the key itself", hint);
    }
    return text;
  }

  private Optional<String> text(String key) {
    return model.node(key).map(node -> node.value() instanceof Value.Text(var text) ? text : "");
  }
}
