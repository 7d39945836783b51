/**
 * The incident desk's world and the tools over it: a shop whose revenue fell yesterday.
 *
 * <p>Read {@link dev.interlock.examples.incidentdesk.world.ShopGenerator} first, then {@link
 * dev.interlock.examples.incidentdesk.ShopTools}, what an agent may do with it, and {@link
 * dev.interlock.examples.incidentdesk.GroundTruth}, what a judge compares the agent's answer with.
 * Nothing here knows a model, a run or a policy.
 */
@NullMarked
package dev.interlock.examples.incidentdesk;

import org.jspecify.annotations.NullMarked;
