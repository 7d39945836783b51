/**
 * Simulation at size: runs the worlds of very many seeds over all cores, for hours and unattended,
 * stops at the first violation, and writes down what it saw.
 *
 * <p>Lives here: {@link dev.interlock.testkit.campaign.Campaign}, how seeds are handed out, what is
 * counted, the file by which a campaign goes on, and the page. Must not live here: anything that
 * decides what happens in a world. Read Campaign, then Ledger, then Page.
 */
@NullMarked
package dev.interlock.testkit.campaign;

import org.jspecify.annotations.NullMarked;
