/** The service under test, in a process of its own. */
@NullMarked
package io.tlswhy.lab.service;

import org.jspecify.annotations.NullMarked;
