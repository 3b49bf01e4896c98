package carafe.load.loop;

import java.util.concurrent.atomic.AtomicInteger;

/** Opens links to one server, each from an address that has ports left. */
public final class Dialer {
  private final Target target;
  private final Trust trust;
  private final Sources sources;
  private final AtomicInteger dialed = new AtomicInteger();

  public Dialer(Target target, Trust trust) {
    this.target = target;
    this.trust = trust;
    this.sources = Sources.of(target);
  }

  /** Only on the loop's thread. */
  public Link dial(Loop loop, String pathAndQuery, Ears ears) {
    int nth = Math.floorMod(dialed.getAndIncrement(), sources.connectionsMax());
    Link link = new Link(loop, target, pathAndQuery, ears);
    link.connect(sources.of(nth), trust);
    return link;
  }
}
