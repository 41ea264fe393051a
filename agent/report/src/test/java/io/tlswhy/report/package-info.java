@NullMarked
package io.tlswhy.report;

import org.jspecify.annotations.NullMarked;
