/** What can be broken: each scenario sets its part of the lab up and names the code it ends in. */
@NullMarked
package io.tlswhy.lab.scenario;

import org.jspecify.annotations.NullMarked;
