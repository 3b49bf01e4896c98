package carafe.rules.collect

import java.util.{HashMap => JavaMap}

import scala.jdk.CollectionConverters._
import scala.jdk.OptionConverters._

import org.scalacheck.Gen
import org.scalatest.matchers.should.Matchers
import org.scalatest.propspec.AnyPropSpec
import org.scalatestplus.scalacheck.ScalaCheckPropertyChecks

/** The persistent map does what `java.util.HashMap` does, and its older copies stay as they were. */
class PersistentMapSpec extends AnyPropSpec with ScalaCheckPropertyChecks with Matchers {
  import PersistentMapSpec._

  implicit override val generatorDrivenConfig: PropertyCheckConfiguration =
    PropertyCheckConfiguration(minSuccessful = 300, sizeRange = 200)

  property("every change gives what a HashMap holds after it") {
    forAll(changes) { changes =>
      val model = new JavaMap[Key, Int]()
      var map = PersistentMap.empty[Key, Int]()
      changes.foreach { change =>
        change match {
          case Put(key, value) => model.put(key, value); map = map.`with`(key, value)
          case Remove(key)     => model.remove(key); map = map.without(key)
        }
        map.size shouldBe model.size
        map.isEmpty shouldBe model.isEmpty
        keys.foreach { key =>
          map.get(key).toScala shouldBe Option(model.get(key))
          map.has(key) shouldBe model.containsKey(key)
        }
        contentOf(map) shouldBe model.asScala.toMap
        map.values.iterator.asScala.toList.sorted shouldBe model.values.asScala.toList.sorted
      }
    }
  }

  property("older copies keep their content") {
    forAll(changes) { changes =>
      val copies = changes.scanLeft(PersistentMap.empty[Key, Int]())(applied)
      val contents = copies.map(contentOf)
      copies.map(contentOf) shouldBe contents
      copies.zip(changes.inits.toList.reverse).foreach { case (copy, before) =>
        contentOf(copy) shouldBe contentOf(before.foldLeft(PersistentMap.empty[Key, Int]())(applied))
      }
    }
  }

  property("the same content is equal, whatever the way to it") {
    forAll(changes, changes) { (some, others) =>
      val one = some.foldLeft(PersistentMap.empty[Key, Int]())(applied)
      val detour = (others ++ some).foldLeft(PersistentMap.empty[Key, Int]())(applied)
      val extra = contentOf(detour).keySet -- contentOf(one).keySet
      val changedBack = contentOf(one).foldLeft(extra.foldLeft(detour)(_ without _)) {
        case (map, (key, value)) => map.`with`(key, value)
      }
      changedBack shouldBe one
      changedBack.hashCode shouldBe one.hashCode
    }
  }

  property("other content is not equal") {
    forAll(changes, Gen.oneOf(keys)) { (changes, key) =>
      val map = changes.foldLeft(PersistentMap.empty[Key, Int]())(applied)
      map should not be map.`with`(key, -1)
      if (map.has(key)) map should not be map.without(key)
      map.`with`(key, -1) should not be map.`with`(key, -2)
    }
  }

  property("a map of many keys finds each") {
    val many = (1 to 50000).foldLeft(PersistentMap.empty[Int, Int]())((map, i) => map.`with`(i * 65537, i))
    many.size shouldBe 50000
    (1 to 50000).foreach(i => many.get(i * 65537).toScala shouldBe Some(i))
    (1 to 50000).foldLeft(many)((map, i) => map.without(i * 65537)) shouldBe PersistentMap.empty[Int, Int]()
  }
}

object PersistentMapSpec {

  /** A key whose hash says little: whole hashes collide, or only their first levels do. */
  final class Key(val name: Int, override val hashCode: Int) {
    override def equals(other: Any): Boolean = other match {
      case key: Key => key.name == name
      case _        => false
    }
    override def toString: String = s"Key($name, 0x${hashCode.toHexString})"
  }

  val keys: List[Key] = {
    val hashes = List(0, 0, 0, 1, 1, 32, 33, 1024, 1025, 1 << 30, 3 << 30, -1, -1, Int.MinValue, Int.MaxValue)
    hashes.zipWithIndex.map { case (hash, name) => new Key(name, hash) }
  }

  sealed trait Change
  final case class Put(key: Key, value: Int) extends Change
  final case class Remove(key: Key) extends Change

  val changes: Gen[List[Change]] = Gen.listOf(
    Gen.frequency[Change](
      3 -> Gen.oneOf(keys).flatMap(key => Gen.choose(0, 9).map(Put(key, _))),
      2 -> Gen.oneOf(keys).map(Remove)
    )
  )

  def applied(map: PersistentMap[Key, Int], change: Change): PersistentMap[Key, Int] = change match {
    case Put(key, value) => map.`with`(key, value)
    case Remove(key)     => map.without(key)
  }

  def contentOf(map: PersistentMap[Key, Int]): Map[Key, Int] =
    map.entries.iterator.asScala.map(entry => entry.getKey -> entry.getValue).toMap
}
