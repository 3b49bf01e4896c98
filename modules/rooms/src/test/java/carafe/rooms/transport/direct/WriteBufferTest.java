package carafe.rooms.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("counts the buffers of this JVM")
class WriteBufferTest {
  /** As the helpers of a fan-out do, every ten seconds. */
  @Test
  void threadsThatComeAndGoUseWhatOthersLeft() throws InterruptedException {
    int before = WriteBuffer.count();
    for (int i = 0; i < 100; i++) {
      Thread thread = new Thread(WriteBuffer::ofThisThread);
      thread.start();
      thread.join();
    }
    assertThat(WriteBuffer.count()).isLessThanOrEqualTo(before + 1);
  }

  @Test
  void aThreadKeepsItsOwn() throws InterruptedException {
    WriteBuffer own = WriteBuffer.ofThisThread();
    WriteBuffer[] others = new WriteBuffer[1];
    Thread thread = new Thread(() -> others[0] = WriteBuffer.ofThisThread());
    thread.start();
    thread.join();
    assertThat(others[0]).isNotNull().isNotSameAs(own);
    assertThat(WriteBuffer.ofThisThread()).isSameAs(own);
  }
}
