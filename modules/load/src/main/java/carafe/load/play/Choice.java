package carafe.load.play;

import carafe.load.wire.Told.Option;
import java.util.List;

/** What a phone answers: the same phone and question give the same, and ranks are spread. */
final class Choice {
  private Choice() {}

  static Option of(int phone, int question, List<Option> options) {
    int mixed = phone * 0x9E3779B1 ^ question * 0x85EBCA6B;
    mixed = (mixed ^ mixed >>> 15) * 0x2C1B3C6D;
    mixed ^= mixed >>> 13;
    return options.get(Math.floorMod(mixed, options.size()));
  }
}
