package io.tlswhy.entry;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Opens the tiers one after the other, each when it is first needed and once; each loader is the
 * parent of the next, and none ever asks the application's class path.
 *
 * <p>The jar stays open until the loaders are collected: after the agent was taken out, a thread
 * that is still in the hook may need one more class.
 */
final class Tiers {
  private final ZipFile jar;
  private final ProtectionDomain domain;

  private @Nullable TierLoader weave;
  private @Nullable TierLoader heart;

  /** The tiers in the jar that this class came from. */
  Tiers() throws IOException, URISyntaxException {
    CodeSource source = Tiers.class.getProtectionDomain().getCodeSource();
    this.jar = new ZipFile(new File(source.getLocation().toURI()));
    // An agent's code does its work below the application's frames, whatever policy those have.
    Permissions permissions = new Permissions();
    permissions.add(new AllPermission());
    this.domain = new ProtectionDomain(source, permissions);
  }

  /** What captures evidence. */
  synchronized ClassLoader weave() throws IOException {
    TierLoader loader = weave;
    if (loader == null) {
      loader = new TierLoader("weave", jar, Gate.platformLoader(), domain);
      weave = loader;
    }
    return loader;
  }

  /** What makes diagnoses of it. */
  synchronized ClassLoader heart() throws IOException {
    TierLoader loader = heart;
    if (loader == null) {
      loader = new TierLoader("heart", jar, weave(), domain);
      heart = loader;
    }
    return loader;
  }

  /** The command line. */
  ClassLoader commandLine() throws IOException {
    return new TierLoader("cli", jar, heart(), domain);
  }
}
