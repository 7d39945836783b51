package dev.interlock.runtime.effect.methods;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.runtime.effect.Describe;
import dev.interlock.runtime.effect.Tool;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tools as a user would write them. */
public class ShopTools implements AutoCloseable {
  final CountDownLatch release = new CountDownLatch(1);

  public enum Speed {
    SLOW,
    FAST
  }

  public record Line(String sku, int count) {}

  public record Quote(
      @Describe("the order's number") @JsonProperty("order_id") String orderId,
      BigDecimal amount,
      long cents,
      int count,
      double weight,
      boolean gift,
      Speed speed,
      Instant at,
      LocalDate day,
      List<Line> lines,
      Map<String, BigDecimal> rates,
      @Nullable String note) {}

  public record Priced(BigDecimal total, @Nullable String note, List<Line> lines) {}

  public record Text(String text) {}

  @Tool(name = "quote", description = "Quotes")
  public Quote quote(Quote quote) {
    return quote;
  }

  @Tool(name = "price", description = "Prices")
  public Priced price() {
    return new Priced(new BigDecimal("12.50"), null, List.of(new Line("a", 2)));
  }

  @Tool(name = "fail", description = "Fails")
  public Text fail(Text how) throws IOException {
    switch (how.text()) {
      case "checked" -> throw new IOException("disk\nfull");
      case "fault" ->
          throw new ToolFaultException(ToolFault.RATE_LIMIT, "slowly", Duration.ofSeconds(3));
      case "error" -> throw new AssertionError("broken");
      case "silent" -> throw new IllegalStateException();
      default -> throw new IllegalArgumentException(how.text());
    }
  }

  @Tool(name = "stubborn", description = "Does not heed an interrupt")
  public Text stubborn(Text what) {
    while (true) {
      try {
        if (release.await(30, TimeUnit.SECONDS)) return what;
      } catch (InterruptedException ignored) {
        // That is what stubborn means.
      }
    }
  }

  @Tool(name = "polite", description = "Heeds an interrupt")
  public Text polite(Text what) throws InterruptedException {
    var _ = release.await(30, TimeUnit.SECONDS);
    return what;
  }

  @Override
  public void close() {
    System.setProperty("shop-tools-closed", "yes");
  }
}
