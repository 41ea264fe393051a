package io.tlswhy.bench;

import java.util.List;

/**
 * One of the columns: a name and what it adds to the JVM's command line.
 *
 * @param name how the table calls it
 * @param jvmArguments what is added before the main class
 */
record Contender(String name, List<String> jvmArguments) {}
