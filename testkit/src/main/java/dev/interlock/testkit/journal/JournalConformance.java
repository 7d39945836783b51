package dev.interlock.testkit.journal;

/**
 * What every store is held to: one test for each guarantee of {@link
 * dev.interlock.runtime.journal.Journal} and its neighbours. Extend it, say how to open your store,
 * and run it with JUnit.
 *
 * <pre>{@code
 * class MyStoreTest extends JournalConformance {
 *   public Store open(Path folder, Probe probe) { return MyStore.open(folder, probe); }
 *   public Store openElsewhere(Path folder) { … }
 * }
 * }</pre>
 *
 * <p>Does not test: that a sync reaches the disk, what a killed process leaves, and that locks hold
 * between real processes. A store on a real disk needs tests of its own for these.
 */
public abstract class JournalConformance
    implements AppendConformance,
        DeedConformance,
        GroupConformance,
        OwnershipConformance,
        InboxConformance,
        IndexConformance,
        SideConformance {}
