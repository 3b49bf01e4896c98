package carafe.rules.session

import java.math.BigInteger
import java.time.Duration
import java.time.Instant
import java.util.Optional

import scala.jdk.CollectionConverters._
import scala.jdk.OptionConverters._
import scala.{Option => Maybe}

import carafe.rules.chance.{Seed => Chance}
import carafe.rules.identity.Hash
import carafe.rules.identity.HostId
import carafe.rules.identity.ParticipantId
import carafe.rules.plan.Category
import carafe.rules.plan.Plan
import carafe.rules.plan.Question
import carafe.rules.plan.Wine
import org.scalacheck.Gen
import org.scalacheck.rng.Seed

/** Random evenings on one code: what a few hosts and guests do, sensible or not, and what comes of it. */
object Evening {
  val Capacity = 4
  val Timer: Duration = Duration.ofSeconds(30)
  private val CodeRest = Duration.ofHours(24)

  /** Two wines; the first has two questions. */
  val questionsInOrder: List[(Int, Int)] = List((0, 0), (0, 1), (1, 0))

  val arrows: Set[(Phase, Phase)] = Set(
    Phase.WAITING -> Phase.QUESTION_OPEN,
    Phase.QUESTION_OPEN -> Phase.QUESTION_PAUSED,
    Phase.QUESTION_PAUSED -> Phase.QUESTION_OPEN,
    Phase.QUESTION_OPEN -> Phase.QUESTION_REVEALED,
    Phase.QUESTION_PAUSED -> Phase.QUESTION_REVEALED,
    Phase.QUESTION_REVEALED -> Phase.QUESTION_OPEN,
    Phase.QUESTION_REVEALED -> Phase.ROUND_LEADERBOARD,
    Phase.ROUND_LEADERBOARD -> Phase.QUESTION_OPEN,
    Phase.WAITING -> Phase.ENDED,
    Phase.QUESTION_OPEN -> Phase.ENDED,
    Phase.QUESTION_PAUSED -> Phase.ENDED,
    Phase.QUESTION_REVEALED -> Phase.ENDED,
    Phase.ROUND_LEADERBOARD -> Phase.ENDED,
    Phase.ENDED -> Phase.WAITING // the next session on the code
  )

  /** One command, and what came of it. */
  final case class Step(before: Session, command: Command, decision: Decision, after: Session) {
    def events: List[Event] = decision match {
      case accepted: Decision.Accepted => accepted.events.asScala.toList
      case _                           => Nil
    }
  }

  /** What somebody does so many seconds later. */
  final case class Move(secondsLater: Int, deed: Deed)

  sealed trait Deed
  final case class Creates(host: Int, connection: Int) extends Deed
  final case class Updates(plan: Int) extends Deed
  final case class Joins(guest: Int, token: Int, absent: List[Int]) extends Deed
  final case class GivesUp(guest: Int) extends Deed
  final case class Answers(guest: Int, option: Int, secondsAgo: Int) extends Deed
  final case class AnswersAnother(guest: Int) extends Deed
  final case class Expires(cause: EndCause) extends Deed
  case object TimesUp extends Deed
  case object TimesUpOfOld extends Deed
  case object Reserves extends Deed
  case object Starts extends Deed
  case object Pauses extends Deed
  case object Resumes extends Deed
  case object Reveals extends Deed
  case object Nexts extends Deed
  case object Ends extends Deed
  case object HostLeaves extends Deed
  case object HostReturns extends Deed

  private val guest = Gen.choose(0, 5)

  private val joins: Gen[Deed] = for {
    guest <- guest
    token <- Gen.choose(0, 6)
    absent <- Gen.frequency(2 -> Gen.const(Nil), 1 -> Gen.someOf(0 to 5).map(_.toList))
  } yield Joins(guest, token, absent)

  private val deed: Gen[Deed] = Gen.frequency(
    30 -> (for (g <- guest; option <- Gen.choose(0, 4); ago <- Gen.oneOf(0, 0, 0, 5)) yield Answers(g, option, ago)),
    15 -> Gen.const(Nexts),
    10 -> Gen.const(Reveals),
    8 -> joins,
    5 -> Gen.const(Starts),
    4 -> Gen.const(Pauses),
    4 -> Gen.const(Resumes),
    4 -> Gen.const(TimesUp),
    3 -> (for (host <- Gen.choose(0, 2); connection <- Gen.choose(0, 2)) yield Creates(host, connection)),
    2 -> Gen.const(HostLeaves),
    2 -> Gen.const(HostReturns),
    1 -> Gen.const(Reserves),
    1 -> Gen.choose(0, 1).map(Updates),
    1 -> guest.map(GivesUp),
    1 -> guest.map(AnswersAnother),
    1 -> Gen.const(TimesUpOfOld),
    1 -> Gen.oneOf(EndCause.values.toIndexedSeq).map(Expires),
    1 -> Gen.const(Ends)
  )

  private val move: Gen[Move] = for {
    seconds <- Gen.frequency(5 -> Gen.const(0), 10 -> Gen.choose(1, 4), 2 -> Gen.choose(5, 40), 1 -> Gen.const(90000))
    deed <- deed
  } yield Move(seconds, deed)

  /** A lobby that fills, and a start. */
  private val beginning: Gen[List[Move]] =
    Gen.choose(1, 10).flatMap(Gen.listOfN(_, joins)).map { joins =>
      (Creates(0, 0) :: joins ::: List(Starts)).map(Move(1, _))
    }

  /** Most begin as they should. */
  val evenings: Gen[List[Move]] = for {
    begins <- Gen.frequency(4 -> beginning, 1 -> Gen.const(Nil))
    goesOn <- Gen.listOf(move)
  } yield begins ::: goesOn

  /** An evening that is the same in every run. */
  def sample(number: Int): List[Move] =
    evenings.pureApply(Gen.Parameters.default.withSize(150), Seed(number.toLong))

  def play(moves: List[Move]): List[Step] = {
    val start = (Session.vacant(), Instant.parse("2026-01-01T20:00:00Z"))
    moves
      .scanLeft((start, Maybe.empty[Step])) { case (((session, clock), _), move) =>
        val now = clock.plusSeconds(move.secondsLater.toLong)
        val step = played(session, command(session, move.deed, now))
        ((step.after, now), Some(step))
      }
      .flatMap(_._2)
  }

  private def played(session: Session, command: Command): Step = {
    val decision = Session.decide(session, command)
    val after = decision match {
      case accepted: Decision.Accepted => Session.evolve(session, accepted.events)
      case _                           => session
    }
    Step(session, command, decision, after)
  }

  private def command(session: Session, deed: Deed, now: Instant): Command = deed match {
    case Creates(host, connection) =>
      val id = new HostId(s"HOST-$host")
      new Command.CreateSession(id, Optional.empty(), hash(s"host connection $connection"), plans(0), Capacity, CodeRest, now)
    case Updates(plan) => new Command.UpdateSession(plans(plan), now)
    case Joins(guest, token, absent) =>
      val names = new Chance(hash(s"names ${now.toEpochMilli / 10000}").hex)
      new Command.Join(
        participant(guest),
        hash(s"token $guest $token"),
        hash(s"connection $guest"),
        names,
        absent.map(participant).asJava,
        now
      )
    case GivesUp(guest) => new Command.GiveUpSeat(participant(guest), Optional.of(participant(0)), now)
    case Answers(guest, option, secondsAgo) =>
      val asked = askedIn(session)
      val options = asked.map(_.options.asScala.map(_.id).toList).getOrElse(Nil) :+ "unknown"
      new Command.SubmitAnswer(
        participant(guest),
        asked.map(_.id).getOrElse("unknown"),
        options(option % options.size),
        now.minusSeconds(secondsAgo.toLong)
      )
    case AnswersAnother(guest) => new Command.SubmitAnswer(participant(guest), "another", "option", now)
    case TimesUp =>
      val deadline = session match {
        case open: Session.QuestionOpen => open.deadline
        case _                          => now
      }
      val at = if (deadline.isAfter(now)) deadline else now
      new Command.TimeUp(askedIn(session).map(_.id).getOrElse("unknown"), deadline, at)
    case TimesUpOfOld   => new Command.TimeUp(askedIn(session).map(_.id).getOrElse("unknown"), now.minusSeconds(1), now)
    case Expires(cause) => new Command.Expire(cause, now)
    case Reserves       => new Command.ReserveCode(now.plusSeconds(600), CodeRest, now)
    case Starts         => new Command.Start(new Chance(hash(s"start $now").hex), now)
    case Pauses         => new Command.Pause(now)
    case Resumes        => new Command.Resume(now)
    case Reveals        => new Command.Reveal(now)
    case Nexts          => new Command.Next(now)
    case Ends           => new Command.End(now)
    case HostLeaves     => new Command.HostLeft(now)
    case HostReturns    => new Command.HostReturned(now)
  }

  private def askedIn(session: Session): Maybe[Asked] = session.started.toScala.map(_.asked)

  private def participant(guest: Int) = new ParticipantId(s"guest-$guest")

  private def hash(secret: String): Hash = {
    val digest = java.security.MessageDigest.getInstance("SHA-256").digest(secret.getBytes("UTF-8"))
    Hash.ofHex(String.format("%064x", new BigInteger(1, digest)))
  }

  private val plans: List[Plan] = List("Friday", "Saturday").map { title =>
    def question(category: Category) = new Question(category, "right", List("a", "b", "c").asJava)
    new Plan(
      title,
      Timer.toSeconds.toInt,
      List(
        new Wine("Barolo", List(question(Category.COLOR), question(Category.COUNTRY)).asJava),
        new Wine("Chablis", List(question(Category.GRAPE_VARIETY)).asJava)
      ).asJava
    )
  }

  /**
   * Points counted by somebody who watches what is asked and knows the rules from the protocol, not
   * from `decide`.
   */
  final case class Ledger(chosen: Map[ParticipantId, (String, Instant)], points: Map[ParticipantId, Int]) {
    def after(step: Step): Ledger = (step.before, step.command, step.after) match {
      case (before: Session.QuestionOpen, answer: Command.SubmitAnswer, _) if counts(before, answer) =>
        copy(chosen = chosen.updated(answer.participant, (answer.option, answer.at)))
      case (before, _, after: Session.QuestionRevealed) if !before.isInstanceOf[Session.QuestionRevealed] =>
        revealed(after.game.asked)
      case (before: Session.QuestionOpen, end: Command.End, _) if !end.at.isBefore(before.deadline) =>
        revealed(before.game.asked)
      case (_: Session.QuestionOpen | _: Session.QuestionPaused, _, _: Session.QuestionOpen) => this
      case (_, _, _: Session.QuestionOpen)                                                 => copy(chosen = Map.empty)
      case (_: Session.Vacant | _: Session.Ended, _, _: Session.Waiting)                   => Ledger.empty
      case _                                                                               => this
    }

    private def revealed(asked: Asked): Ledger = {
      val right = chosen.collect { case (who, (option, _)) if option == asked.correct => who }
      copy(points = right.foldLeft(points)((sum, who) => sum.updated(who, sum(who) + 100)))
    }

    private def counts(before: Session.QuestionOpen, answer: Command.SubmitAnswer): Boolean =
      answer.question == before.game.asked.id &&
        before.game.asked.options.asScala.exists(_.id == answer.option) &&
        before.game.seats.of(answer.participant).isPresent &&
        answer.at.isBefore(before.deadline) &&
        chosen.get(answer.participant).forall { case (option, at) =>
          option != answer.option && !at.isAfter(answer.at)
        }
  }

  object Ledger {
    val empty: Ledger = Ledger(Map.empty, Map.empty.withDefaultValue(0))
  }
}
