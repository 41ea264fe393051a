/**
 * The finished jar against real servers, with real packet filters, in network namespaces of its
 * own.
 *
 * <p>Needs root and what {@code src/e2e/components/install} installs; a component that is missing
 * is a failure.
 */
@NullMarked
package io.tlswhy.e2e.components;

import org.jspecify.annotations.NullMarked;
