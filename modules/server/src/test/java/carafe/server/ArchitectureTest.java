package carafe.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

/** Who may use whom (DESIGN.md): arrows between packages point one way. */
@AnalyzeClasses(packages = "carafe", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_PACKAGES =
      slices().matching("carafe.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule RULES_KNOW_THE_JDK_ALONE =
      classes()
          .that()
          .resideInAPackage("carafe.rules..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("carafe.rules..", "java..", "javax.crypto..");

  @ArchTest
  static final ArchRule TIME_AND_CHANCE_COME_INTO_THE_RULES_AS_DATA =
      noClasses()
          .that()
          .resideInAPackage("carafe.rules..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule ROOMS_KNOW_NO_GAME =
      noClasses()
          .that()
          .resideInAPackage("carafe.rooms..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "carafe.rules..", "carafe.tasting..", "carafe.parties..", "carafe.server..");

  @ArchTest
  static final ArchRule THE_GAME_KNOWS_NO_PROGRAM =
      noClasses()
          .that()
          .resideInAPackage("carafe.tasting..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("carafe.parties..", "carafe.server..");

  @ArchTest
  static final ArchRule PARTIES_KNOW_ROOMS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("carafe.parties..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("carafe.rules..", "carafe.tasting..", "carafe.server..");

  @ArchTest
  static final ArchRule LOAD_KNOWS_THE_WIRE_ALONE =
      noClasses()
          .that()
          .resideInAPackage("carafe.load..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "carafe.rules..",
              "carafe.rooms..",
              "carafe.tasting..",
              "carafe.parties..",
              "carafe.server..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_LOAD =
      noClasses()
          .that()
          .resideInAPackage("carafe..")
          .and()
          .resideOutsideOfPackages("carafe.load..", "carafe.server.command..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("carafe.load..");

  @ArchTest
  static final ArchRule ROOMS_KNOW_THEIR_TRANSPORT_BY_ITS_INTERFACE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "carafe.rooms.relay..", "carafe.rooms.room..", "carafe.rooms.message..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("carafe.rooms.transport..", "carafe.rooms.http..");
}
