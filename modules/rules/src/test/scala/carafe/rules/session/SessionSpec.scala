package carafe.rules.session

import scala.jdk.CollectionConverters._

import org.scalatest.matchers.should.Matchers
import org.scalatest.propspec.AnyPropSpec
import org.scalatestplus.scalacheck.ScalaCheckPropertyChecks

/** What holds in every session, whatever is asked of it in whatever order. */
class SessionSpec extends AnyPropSpec with ScalaCheckPropertyChecks with Matchers {
  import Evening._

  implicit override val generatorDrivenConfig: PropertyCheckConfiguration =
    PropertyCheckConfiguration(minSuccessful = 400, sizeRange = 250)

  property("a score is 100 times the right answers at the reveals, as the commands tell it") {
    forAll(evenings) { moves =>
      val evening = play(moves)
      var model = Ledger.empty
      evening.foreach { step =>
        model = model.after(step)
        val scores = step.after.seated.all.iterator.asScala
          .map(seat => seat.participant -> seat.score)
          .toMap
        scores shouldBe scores.keys.map(who => who -> model.points(who)).toMap
      }
    }
  }

  property("nobody's answer counts that comes after the reveal, the deadline or in a pause") {
    forAll(evenings) { moves =>
      for {
        step <- play(moves)
        event <- step.events.collect { case event: Event.AnswersSubmitted => event }
        answer <- event.answers.asScala
      } {
        step.before shouldBe a[Session.QuestionOpen]
        val open = step.before.asInstanceOf[Session.QuestionOpen]
        answer.at should be < open.deadline
        event.question shouldBe open.game.asked.id
      }
    }
  }

  property("replaying the events gives the same state, one by one or grouped") {
    forAll(evenings) { moves =>
      val evening = play(moves)
      val events = evening.flatMap(_.events)
      val end = evening.lastOption.map(_.after).getOrElse(Session.vacant())
      Session.evolve(Session.vacant(), events.asJava) shouldBe end
      Session.evolve(Session.vacant(), Events.grouped(events.asJava)) shouldBe end
    }
  }

  property("a batch decides as one by one, and groups what happened") {
    forAll(evenings) { moves =>
      val evening = play(moves)
      val batch = Batch.decide(Session.vacant(), evening.map(_.command).asJava)
      batch.decisions.asScala shouldBe evening.map(_.decision)
      batch.events shouldBe Events.grouped(evening.flatMap(_.events).asJava)
      batch.session shouldBe evening.lastOption.map(_.after).getOrElse(Session.vacant())
    }
  }

  property("no phase is skipped: only the arrows of the protocol are walked") {
    forAll(evenings) { moves =>
      play(moves).foreach { step =>
        val arrow = (step.before.phase, step.after.phase)
        if (arrow._1 != arrow._2) withClue(step.command) { arrows should contain(arrow) }
      }
    }
  }

  property("questions are asked one after the other, wine by wine, and each once") {
    forAll(evenings) { moves =>
      val asked = play(moves).flatMap(_.events).foldLeft(List(List.empty[(Int, Int)])) {
        case (games, _: Event.SessionCreated)      => Nil :: games
        case (game :: games, e: Event.QuestionOpened) => ((e.round, e.question) :: game) :: games
        case (games, _)                            => games
      }
      asked.foreach(game => withClue(game)(questionsInOrder.startsWith(game.reverse) shouldBe true))
    }
  }

  property("the last wine's leaderboard comes before an end by the last wine") {
    forAll(evenings) { moves =>
      for {
        step <- play(moves)
        end <- step.events.collect { case end: Event.SessionEnded => end }
        if end.by == EndCause.LAST_WINE
      } {
        step.before shouldBe a[Session.RoundLeaderboard]
        val game = step.before.asInstanceOf[Session.RoundLeaderboard].game
        (game.round, game.question) shouldBe questionsInOrder.last
      }
    }
  }

  property("there are never more seats than the capacity, and none has another's number, name or token") {
    forAll(evenings) { moves =>
      play(moves).foreach { step =>
        val seats = step.after.seated.all.iterator.asScala.toList
        seats.size should be <= Capacity
        seats.map(_.number).distinct.size shouldBe seats.size
        seats.map(_.pseudonym).distinct.size shouldBe seats.size
        seats.map(_.connection).distinct.size shouldBe seats.size
        val tokens = seats.flatMap(_.tokens.asScala)
        tokens.distinct.size shouldBe tokens.size
        seats.foreach(seat => seat.tokens.size should (be >= 1 and be <= 4))
      }
    }
  }

  property("a seat number is given once in a session") {
    forAll(evenings) { moves =>
      play(moves).foldLeft(-1) {
        case (_, step) if step.events.exists(_.isInstanceOf[Event.SessionCreated]) => -1
        case (highest, step) =>
          val before = step.before.seated.all.iterator.asScala.map(_.participant).toSet
          val fresh = step.after.seated.all.iterator.asScala
            .filterNot(seat => before(seat.participant))
            .map(_.number)
            .toList
          fresh.foreach(_ should be > highest)
          (highest :: fresh).max
      }
    }
  }

  property("a seat that is there at the start is there at the end, with its name") {
    forAll(evenings) { moves =>
      play(moves).filter(_.before.started.isPresent).foreach { step =>
        if (!step.events.exists(_.isInstanceOf[Event.SessionCreated]))
          names(step.after) shouldBe names(step.before)
      }
    }
  }

  property("the deadline moves by pause and resume only, and they give nobody time") {
    forAll(evenings) { moves =>
      play(moves).foreach { step =>
        (step.before, step.after) match {
          case (before: Session.QuestionOpen, after: Session.QuestionOpen) =>
            after.deadline shouldBe before.deadline
          case (before: Session.QuestionOpen, after: Session.QuestionPaused) =>
            step.command.at.plus(after.remaining) shouldBe before.deadline
            after.remaining.isPositive shouldBe true
          case (before: Session.QuestionPaused, after: Session.QuestionPaused) =>
            after.remaining shouldBe before.remaining
          case (before: Session.QuestionPaused, after: Session.QuestionOpen) =>
            step.command.at.plus(before.remaining) shouldBe after.deadline
          case (_, after: Session.QuestionOpen) =>
            step.command.at.plus(Timer) shouldBe after.deadline
          case _ => succeed
        }
      }
    }
  }

  property("what is refused, or was so already, changes nothing") {
    forAll(evenings) { moves =>
      play(moves).foreach { step =>
        if (step.events.isEmpty) step.after shouldBe step.before
        step.decision match {
          case accepted: Decision.Accepted => accepted.events.asScala shouldBe step.events
          case _                           => step.events shouldBe empty
        }
      }
    }
  }

  property("whoever asks the same twice at once is not refused the second time, and nothing more happens") {
    forAll(evenings) { moves =>
      play(moves).foreach { step =>
        step.command match {
          case _: Command.Join | _: Command.SubmitAnswer | _: Command.CreateSession |
              _: Command.UpdateSession | _: Command.GiveUpSeat | _: Command.HostLeft |
              _: Command.HostReturned | _: Command.TimeUp | _: Command.Expire
              if step.decision.isInstanceOf[Decision.Accepted] =>
            Session.decide(step.after, step.command) shouldBe Decision.nothing()
          case _ => succeed
        }
      }
    }
  }

  property("evenings are worth playing: they reach every phase, answers and the last wine") {
    val samples = (1 to 300).map(i => play(sample(i)))
    val phases = samples.flatten.map(_.after.phase).toSet
    phases shouldBe Phase.values.toSet
    val events = samples.flatten.flatMap(_.events)
    classOf[Event].getPermittedSubclasses.foreach { kind =>
      withClue(kind.getSimpleName) { events.exists(kind.isInstance) shouldBe true }
    }
    events.collect { case end: Event.SessionEnded => end.by }.toSet shouldBe EndCause.values.toSet
    samples.flatten
      .map(_.decision)
      .collect { case refused: Decision.Refused => refused.refusal }
      .toSet shouldBe Refusal.values.toSet
  }

  private def names(session: Session) =
    session.seated.all.iterator.asScala.map(seat => seat.participant -> seat.pseudonym).toMap
}
