package carafe.load.play;

import carafe.load.loop.Loop;
import carafe.load.wire.ToldReader;

/** A loop, and the reader of what its links hear. */
public record Lane(Loop loop, ToldReader reader) {}
