/** Tests of simulation at size. */
@NullMarked
package dev.interlock.testkit.campaign;

import org.jspecify.annotations.NullMarked;
