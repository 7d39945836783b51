package dev.interlock.testkit.gallery;

import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The shop's operations, as one writes tools for LangChain4j: annotated methods that throw. */
final class NaiveTools {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String shop;

  NaiveTools(String shop) {
    this.shop = shop;
  }

  @Tool("Reads one order.")
  public String getOrder(String order) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(shop + "/orders/" + order)).GET());
  }

  @Tool("Deletes one order for good.")
  public String deleteOrder(String order) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(shop + "/orders/" + order)).DELETE());
  }

  @Tool("Pays money back.")
  public String refund(@Nullable String order, int cents) throws IOException, InterruptedException {
    var body = JSON.createObjectNode().put("cents", cents);
    if (order != null) body.put("order", order);
    return send(post("/refunds", body.toString()));
  }

  @Tool("Sends the goods of an order.")
  public String ship(String order) throws IOException, InterruptedException {
    return send(post("/shipments", JSON.createObjectNode().put("order", order).toString()));
  }

  private HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(URI.create(shop + path)).POST(BodyPublishers.ofString(body));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException("HTTP " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }
}
