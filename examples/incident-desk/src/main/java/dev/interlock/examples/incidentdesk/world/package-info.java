/**
 * Makes the shop: one year of trade drawn from a seed, ending with the incident day.
 *
 * <p>Here lives everything that decides what the database says; nothing here is read by the tools
 * or by the judge, who know the database alone. Start at {@link
 * dev.interlock.examples.incidentdesk.world.ShopGenerator}; the causes are in {@link
 * dev.interlock.examples.incidentdesk.world.Fault} and {@link
 * dev.interlock.examples.incidentdesk.world.Decoy}.
 */
@NullMarked
package dev.interlock.examples.incidentdesk.world;

import org.jspecify.annotations.NullMarked;
