package dev.interlock.examples.incidentdesk.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the demo is run.
 *
 * @param data the folder in which everything is left
 * @param model a real model, as in {@code openai/gpt-5-mini}; empty for the scripted one
 * @param seed draws the shop, the culprit and the day
 * @param interactive whether a person at a terminal is asked; else a scripted operator answers
 */
public record DemoOptions(Path data, Optional<String> model, long seed, boolean interactive) {}
