package carafe.rules.score

import java.time.Instant
import java.util.Collections

import scala.jdk.CollectionConverters._
import scala.jdk.OptionConverters._

import carafe.rules.identity.Hash
import carafe.rules.identity.ParticipantId
import carafe.rules.session.Seat
import carafe.rules.session.Seats
import org.scalacheck.Gen
import org.scalatest.matchers.should.Matchers
import org.scalatest.propspec.AnyPropSpec
import org.scalatestplus.scalacheck.ScalaCheckPropertyChecks

/** Ranks as a definition, not as an algorithm: one more than those who have more points. */
class LeaderboardSpec extends AnyPropSpec with ScalaCheckPropertyChecks with Matchers {
  import LeaderboardSpec._

  property("a rank is one more than the number of those with more points") {
    forAll(scores) { scores =>
      val seats = seated(scores)
      val leaderboard = Leaderboard.of(seats)
      leaderboard.all.asScala.foreach { entry =>
        entry.rank shouldBe 1 + scores.count(_ > entry.score)
      }
      seats.all.iterator.asScala.foreach { seat =>
        val me = leaderboard.me(seat.participant).toScala
        me shouldBe Some(new RankingEntry(seat.pseudonym, seat.score, 1 + scores.count(_ > seat.score)))
      }
    }
  }

  property("everybody is there once, the better before the worse, by name within a rank") {
    forAll(scores) { scores =>
      val lines = Leaderboard.of(seated(scores)).all.asScala.map(e => (-e.score, e.pseudonym)).toList
      lines shouldBe lines.sorted
      lines.map(_._2).sorted shouldBe scores.indices.map(pseudonym).toList.sorted
    }
  }

  property("the cut is the beginning") {
    forAll(scores, Gen.choose(0, 40)) { (scores, size) =>
      val leaderboard = Leaderboard.of(seated(scores))
      leaderboard.cut(size).asScala shouldBe leaderboard.all.asScala.take(size)
    }
  }
}

object LeaderboardSpec {
  val scores: Gen[List[Int]] = Gen.listOf(Gen.choose(0, 4).map(_ * 100))

  def pseudonym(number: Int): String = s"Name${number * 7919 % 1000}"

  def seated(scores: List[Int]): Seats =
    Seats.of(
      scores.zipWithIndex.map { case (score, number) =>
        val connection = Hash.ofHex(f"$number%064d")
        val participant = new ParticipantId(s"p$number")
        new Seat(participant, number, pseudonym(number), Collections.emptyList(), connection, score, Instant.EPOCH)
      }.asJava,
      scores.size
    )
}
