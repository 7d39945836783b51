/**
 * A refund desk: what an agent may do about a refund, and the ledger that must balance whatever
 * breaks in between.
 *
 * <p>Read {@code refund-desk.yaml} first, which says what each tool does to the world and what
 * takes it back, then {@link dev.interlock.examples.refunddesk.ShopLedger}.
 */
@NullMarked
package dev.interlock.examples.refunddesk;

import org.jspecify.annotations.NullMarked;
