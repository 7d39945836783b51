package dev.interlock.views.trace;

/** What one event says, before it has a place in the story. */
record Sentence(Tone tone, String text) {}
