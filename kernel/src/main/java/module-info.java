/** The pure decision kernel. Needs nothing but the JDK's base module; that absence is the point. */
module dev.interlock.kernel {
  requires static transitive org.jspecify;

  exports dev.interlock.kernel.brief;
  exports dev.interlock.kernel.charter;
  exports dev.interlock.kernel.failure;
  exports dev.interlock.kernel.gate;
  exports dev.interlock.kernel.run;
  exports dev.interlock.kernel.value;
}
