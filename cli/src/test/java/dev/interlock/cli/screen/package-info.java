@NullMarked
package dev.interlock.cli.screen;

import org.jspecify.annotations.NullMarked;
