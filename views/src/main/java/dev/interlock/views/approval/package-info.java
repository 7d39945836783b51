/**
 * What people are asked. Lives here: {@link dev.interlock.views.approval.ApprovalsView}, the open
 * questions of one run. Must not live here: whether an answer counts; that is the kernel's.
 */
@NullMarked
package dev.interlock.views.approval;

import org.jspecify.annotations.NullMarked;
