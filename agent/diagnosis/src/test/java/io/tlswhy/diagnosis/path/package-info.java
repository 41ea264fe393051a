/** Certificates made at test time, refused by the JDK itself, and what is then said of them. */
@NullMarked
package io.tlswhy.diagnosis.path;

import org.jspecify.annotations.NullMarked;
