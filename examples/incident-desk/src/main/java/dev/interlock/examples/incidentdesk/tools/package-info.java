/**
 * What the shop's tools take and give, and how they read and write the database.
 *
 * <p>The records here are the JSON that a model sees: a component's name is the field's name, which
 * is why some are in snake case. Money is in USD with two decimals, times are UTC, days are ISO
 * dates. No rule of who may call what lives here. Read {@link
 * dev.interlock.examples.incidentdesk.ShopTools} first.
 */
@NullMarked
package dev.interlock.examples.incidentdesk.tools;

import org.jspecify.annotations.NullMarked;
