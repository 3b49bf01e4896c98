package carafe.load.bench;

import carafe.load.frame.BrokenFrames;
import carafe.load.frame.ClientFrames;
import carafe.load.frame.FrameSink;
import carafe.load.frame.ServerFrames;
import carafe.load.wire.Say;
import carafe.load.wire.ToldReader;
import carafe.load.wire.Unreadable;
import carafe.rooms.budget.ByteBudget;
import carafe.rooms.frame.Frame;
import carafe.rooms.frame.FrameParser;
import carafe.rooms.frame.Frames;
import carafe.rooms.frame.Incoming;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One frame: as the server reads and writes it, and as the load tool does. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameBench {
  private static final byte[] QUESTION =
      """
      {"type":"game:question","questionId":"q1","prompt":"What colour is in the glass?","category":"color",\
      "options":[{"id":"q1-a","text":"Rosé"},{"id":"q1-b","text":"Ruby red"},{"id":"q1-c","text":"Golden yellow"},\
      {"id":"q1-d","text":"Amber"}],"roundIndex":0,"questionIndex":0,"totalQuestions":2,"totalRounds":2,\
      "timerMs":30000,"deadline":1704139230000}\
      """
          .getBytes(StandardCharsets.UTF_8);

  private final byte[] answer = Say.submitAnswer("q1", "q1-c");
  private final ByteBuffer answerFrame = ByteBuffer.wrap(ClientFrames.text(answer));
  private final FrameParser parser = new FrameParser(256 << 10, new ByteBudget(1 << 20), () -> {});
  private final byte[] questionFrame = Frames.text(QUESTION).wire().toArrayUnsafe();
  private final ServerFrames toolParser = new ServerFrames();
  private final ToldReader toolReader = new ToldReader();
  private final Lengths lengths = new Lengths();

  private static final class Lengths implements FrameSink {
    private int last;

    @Override
    public void text(byte[] bytes, int offset, int length) {
      last = length;
    }

    @Override
    public void ping(byte[] payload) {}

    @Override
    public void close(int code) {}

    @Override
    public boolean listens() {
      return true;
    }
  }

  @Benchmark
  public Incoming serverParsesAnAnswer() {
    return Objects.requireNonNull(parser.next(answerFrame.rewind()));
  }

  @Benchmark
  public Frame serverEncodesAQuestion() {
    return Frames.text(QUESTION);
  }

  @Benchmark
  public int toolParsesAQuestion() throws BrokenFrames {
    toolParser.feed(questionFrame, 0, questionFrame.length, lengths);
    return lengths.last;
  }

  @Benchmark
  public Object toolReadsAQuestion() throws Unreadable {
    return toolReader.read(QUESTION, 0, QUESTION.length);
  }

  @Benchmark
  public byte[] toolEncodesAnAnswer() {
    return ClientFrames.text(answer);
  }
}
