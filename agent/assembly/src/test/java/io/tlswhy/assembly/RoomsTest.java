package io.tlswhy.assembly;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports run one way only, and each room keeps from what is not its business. */
@AnalyzeClasses(
    packages = {"io.tlswhy", "javax.net.ssl"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  @ArchTest static final ArchRule entry = imports("entry");

  @ArchTest static final ArchRule evidence = imports("evidence");

  @ArchTest static final ArchRule weave = imports("weave", "evidence");

  @ArchTest static final ArchRule diagnosis = imports("diagnosis", "evidence");

  @ArchTest static final ArchRule probe = imports("probe", "evidence", "diagnosis");

  @ArchTest static final ArchRule incident = imports("incident", "evidence", "diagnosis", "probe");

  @ArchTest
  static final ArchRule report = imports("report", "evidence", "diagnosis", "probe", "incident");

  @ArchTest
  static final ArchRule cli =
      imports("cli", "evidence", "weave", "diagnosis", "probe", "incident", "report");

  @ArchTest
  static final ArchRule theGateNeedsNothingButTheJdk =
      classes()
          .that()
          .resideInAPackage("io.tlswhy.entry..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.tlswhy.entry..", "java..", "org.jspecify.annotations"))
          .because("the application's class path sees these classes");

  @ArchTest
  static final ArchRule theGateTouchesNothingWhoseInitialisationBreaksApplications =
      noClasses()
          .that()
          .resideInAPackage("io.tlswhy.entry..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.nio.file..",
                      "java.util.logging..",
                      "java.util.regex..",
                      "java.lang.management..",
                      "javax..",
                      "java.lang.invoke..")
                  .or(type(java.net.InetAddress.class))
                  .or(type(java.security.Security.class)))
          .because("it runs before the application's first line");

  @ArchTest
  static final ArchRule weavingTakesOnlyTheAsmOfByteBuddy =
      noClasses()
          .that()
          .resideInAPackage("io.tlswhy.weave..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("net.bytebuddy..")
                  .and(DescribedPredicate.not(resideInAPackage("net.bytebuddy.jar.asm.."))))
          .because("the rest of it costs a start-up what the whole agent may");

  @ArchTest
  static final ArchRule theHookIsSelfContained =
      classes()
          .that()
          .haveNameMatching("javax\\.net\\.ssl\\.Tlswhy.*")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("java..", "javax.net.ssl"))
          .allowEmptyShould(true)
          .because("it is defined into the JDK, which sees nothing of ours");

  @ArchTest
  static final ArchRule diagnosisOpensNothing =
      noClasses()
          .that()
          .resideInAPackage("io.tlswhy.diagnosis..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.net..", "javax.net..", "java.nio.channels..", "javax.naming..")
                  .and(DescribedPredicate.not(isAValueOrItsParser()))
                  .or(type(java.io.FileInputStream.class)))
          .because("it is pure: evidence in, diagnosis out");

  @ArchTest
  static final ArchRule diagnosisHasNoThread =
      noClasses()
          .that()
          .resideInAPackage("io.tlswhy.diagnosis..")
          .should()
          .dependOnClassesThat(
              type(java.lang.Thread.class)
                  .or(type(java.lang.ThreadLocal.class))
                  .or(type(java.util.Timer.class))
                  .or(JavaClass.Predicates.assignableTo(java.util.concurrent.Executor.class))
                  .or(type(java.util.concurrent.CompletableFuture.class)));

  @ArchTest
  static final ArchRule diagnosisHasNoClock =
      noClasses()
          .that()
          .resideInAPackage("io.tlswhy.diagnosis..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callConstructor(java.util.Date.class)
          .orShould()
          .dependOnClassesThat(type(java.time.Clock.class))
          .because("what time it was is evidence");

  @ArchTest
  static final ArchRule onlyProbesOpenConnections =
      noClasses()
          .that()
          .resideInAPackage("io.tlswhy..")
          .and()
          .resideOutsideOfPackages("io.tlswhy.probe..", "io.tlswhy.cli..")
          .should()
          .callConstructor(java.net.Socket.class, String.class, int.class)
          .orShould()
          .callConstructor(java.net.Socket.class)
          .orShould()
          .callMethod(java.net.Socket.class, "connect", java.net.SocketAddress.class)
          .orShould()
          .callMethod(java.net.Socket.class, "connect", java.net.SocketAddress.class, int.class)
          .orShould()
          .callMethod(java.net.URL.class, "openConnection")
          .orShould()
          .callMethod(java.net.URL.class, "openConnection", java.net.Proxy.class)
          .orShould()
          .callMethod(java.net.URL.class, "openStream")
          .orShould()
          .callMethod(java.net.InetAddress.class, "getByName", String.class)
          .orShould()
          .callMethod(java.net.InetAddress.class, "getAllByName", String.class)
          .orShould()
          .dependOnClassesThat(
              JavaClass.Predicates.assignableTo(java.nio.channels.NetworkChannel.class)
                  .or(JavaClass.Predicates.assignableTo(javax.naming.Context.class)))
          .because(
              "every connection passes the address rules of probe, but for those that a person asks"
                  + " the command line for");

  private static ArchRule imports(String room, String... others) {
    String[] forbidden =
        java.util.stream.Stream.of(
                "entry",
                "evidence",
                "weave",
                "diagnosis",
                "probe",
                "incident",
                "report",
                "cli",
                "assembly")
            .filter(name -> !name.equals(room) && !java.util.List.of(others).contains(name))
            .map(name -> "io.tlswhy." + name + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("io.tlswhy." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .allowEmptyShould(true);
  }

  /** URLs, distinguished names and the exceptions that failures are told by. */
  private static DescribedPredicate<JavaClass> isAValueOrItsParser() {
    return type(java.net.URI.class)
        .or(type(java.net.URLDecoder.class))
        .or(type(java.net.URLEncoder.class))
        .or(type(javax.naming.ldap.LdapName.class))
        .or(type(javax.naming.ldap.Rdn.class))
        .or(JavaClass.Predicates.assignableTo(Exception.class));
  }

  private static DescribedPredicate<JavaClass> type(Class<?> type) {
    return JavaClass.Predicates.equivalentTo(type);
  }
}
