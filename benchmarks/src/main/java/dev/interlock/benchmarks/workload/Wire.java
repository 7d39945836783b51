package dev.interlock.benchmarks.workload;

import java.io.OutputStream;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one request as bytes of OpenAI's chat completions and throws them away. Every peer is
 * shown to the model through this, so that rendering costs the same for all. For one request, on
 * one thread.
 */
public final class Wire implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final LongAdder SENT = new LongAdder();

  private final Sink sink = new Sink();
  private final JsonGenerator json =
      JSON.createGenerator(ObjectWriteContext.empty(), sink, JsonEncoding.UTF8);

  /** Begins a request. */
  public Wire() {
    json.writeStartObject();
    json.writeStringProperty("model", "scripted");
    json.writeNumberProperty("max_completion_tokens", 256);
    json.writeArrayPropertyStart("messages");
  }

  /** Returns how many bytes have been written by all requests of this process. */
  public static long bytesSent() {
    return SENT.sum();
  }

  /** Writes what was said by {@code system} or {@code user}, or by the assistant without a call. */
  public void said(String role, String text) {
    json.writeStartObject();
    json.writeStringProperty("role", role);
    json.writeStringProperty("content", text);
    json.writeEndObject();
  }

  /** Writes a call that the assistant made. */
  public void called(String id, String tool, String arguments) {
    json.writeStartObject();
    json.writeStringProperty("role", "assistant");
    json.writeArrayPropertyStart("tool_calls");
    json.writeStartObject();
    json.writeStringProperty("id", id);
    json.writeStringProperty("type", "function");
    json.writeObjectPropertyStart("function");
    json.writeStringProperty("name", tool);
    json.writeStringProperty("arguments", arguments);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Writes what a call gave. */
  public void returned(String id, String text) {
    json.writeStartObject();
    json.writeStringProperty("role", "tool");
    json.writeStringProperty("tool_call_id", id);
    json.writeStringProperty("content", text);
    json.writeEndObject();
  }

  /**
   * Ends the messages and writes the one tool.
   *
   * @param schema of its arguments, as JSON
   */
  public void tool(String name, String description, String schema) {
    json.writeEndArray();
    json.writeArrayPropertyStart("tools");
    json.writeStartObject();
    json.writeStringProperty("type", "function");
    json.writeObjectPropertyStart("function");
    json.writeStringProperty("name", name);
    json.writeStringProperty("description", description);
    json.writeName("parameters");
    json.writeRawValue(schema);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Ends the request. */
  @Override
  public void close() {
    json.close(); // ends what is open
    SENT.add(sink.bytes);
  }

  /** Counts the bytes. */
  private static final class Sink extends OutputStream {
    private long bytes;

    @Override
    public void write(int octet) {
      bytes++;
    }

    @Override
    public void write(byte[] octets, int from, int length) {
      bytes += length;
    }
  }
}
