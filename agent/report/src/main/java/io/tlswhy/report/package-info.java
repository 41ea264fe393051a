/** Tells incidents: exception text, log, JSON, files. */
@NullMarked
package io.tlswhy.report;

import org.jspecify.annotations.NullMarked;
