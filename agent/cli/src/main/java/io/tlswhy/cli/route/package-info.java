/** Where on the way to an address the packets end, as the system's own programs tell. */
@NullMarked
package io.tlswhy.cli.route;

import org.jspecify.annotations.NullMarked;
