@NullMarked
package dev.interlock.cli.gallery;

import org.jspecify.annotations.NullMarked;
