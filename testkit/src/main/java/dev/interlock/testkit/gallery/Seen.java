package dev.interlock.testkit.gallery;

import java.util.List;

/**
 * What could be seen of one side of a case from outside.
 *
 * @param ended whether it came to an end, or to a wait for a person, by itself and in time
 * @param said its answer, or how it failed, in a line
 * @param deeds what was done to the world, oldest first
 * @param requests what the world was asked, oldest first
 * @param modelCalls how often the model was asked
 * @param largest the largest request that the model was sent, in bytes
 * @param usdMicros what the model cost, in millionths of one US dollar
 * @param millis how long it took, from the first question to the model
 */
public record Seen(
    boolean ended,
    String said,
    List<String> deeds,
    List<Shop.Request> requests,
    int modelCalls,
    int largest,
    long usdMicros,
    long millis) {
  public Seen {
    deeds = List.copyOf(deeds);
    requests = List.copyOf(requests);
  }

  Seen costing(long usdMicrosByJournal) {
    return new Seen(ended, said, deeds, requests, modelCalls, largest, usdMicrosByJournal, millis);
  }

  /** How often the world was asked for an operation. */
  public long asked(String operation) {
    return requests.stream().filter(one -> one.operation().equals(operation)).count();
  }
}
