package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.ModelTerms;

/** What the file says of the model: what it may cost, and how it is reached. */
record Model(ModelTerms terms, ModelSettings settings) {}
