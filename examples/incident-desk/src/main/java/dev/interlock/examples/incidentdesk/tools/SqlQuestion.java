package dev.interlock.examples.incidentdesk.tools;

import dev.interlock.runtime.effect.Describe;

/** One question in SQL. */
public record SqlQuestion(
    @Describe(
            """
            one SQLite SELECT, at most 50 rows come back. Tables: \
            orders(id, placed_at, channel, device, currency, local_cents, usd_cents), \
            payments(id, order_id, at, status, scheme, currency, local_cents, usd_cents, reason), \
            sessions(at, channel, device, sessions), \
            deployments(id, at, service, version, author, summary), \
            service_logs(id, at, service, level, message). \
            Times are text like 2026-03-01T09:30:00Z; \
            status is authorised, captured, failed or refunded\
            """)
        String sql) {}
