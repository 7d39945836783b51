package dev.interlock.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

  @ParameterizedTest
  @CsvSource({
    "https://Shop.example/v1, https://shop.example:443/x, true",
    "https://shop.example/v1, http://shop.example/x, false",
    "https://shop.example/v1, https://shop.example:8443/x, false",
    "https://shop.example/v1, https://shop.example.evil.example/x, false",
    "https://shop.example/v1, https://ann@shop.example/x, false",
    "http://[::1]:80/v1, http://[::1]/x, true",
    "http://127.0.0.1/v1, http://localhost/x, false"
  })
  void only_the_same_scheme_host_and_port_are_here(String url, String other, boolean here) {
    assertThat(Origin.of(url, "x").admits(URI.create(other))).isEqualTo(here);
  }

  @Test
  void loopback_is_reached_only_where_it_is_written_out() throws Exception {
    Origin.of("http://localhost:1", "x").refuseRebound();
    Origin.of("http://127.0.0.1:1", "x").refuseRebound();
    Origin.of("http://[::1]:1", "x").refuseRebound();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "169.254.169.254, true",
    "0.0.0.0, true",
    "::1, true",
    "fe80::1, true",
    "224.0.0.1, true",
    "10.0.0.7, false",
    "203.0.113.9, false"
  })
  void a_name_that_leads_to_this_machine_or_its_link_is_refused(String address, boolean refused)
      throws Exception {
    var origin = Origin.of("http://shop.example", "x");
    var found = InetAddress.getByName(address);
    if (!refused) {
      origin.refuse(found);
      return;
    }
    assertThatThrownBy(() -> origin.refuse(found))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("an address of this machine");
  }
}
