package carafe.rooms.hooks;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.Connection;
import carafe.rooms.api.Parties;
import carafe.rooms.api.Room;
import carafe.rooms.api.Storage;
import carafe.rooms.frame.Frame;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.util.ByteString;

/** A room as its hooks use it. */
final class LiveRoom implements Room {
  private final RoomAddress address;
  private final Turns turns;
  private final Ledger ledger;
  private final Sections sections;
  private final Audience audience;
  private final Roster roster;
  private final Storage storage;
  private final Parties parties;
  private final Alarm alarm;
  private final Timers timers;

  LiveRoom(
      RoomAddress address,
      Turns turns,
      Ledger ledger,
      Sections sections,
      Audience audience,
      Roster roster,
      Parties parties,
      Alarm alarm,
      Timers timers,
      FailureLog log) {
    this.address = address;
    this.turns = turns;
    this.ledger = ledger;
    this.sections = sections;
    this.audience = audience;
    this.roster = roster;
    this.storage = new LiveStorage(turns, ledger, sections, log);
    this.parties = parties;
    this.alarm = alarm;
    this.timers = timers;
  }

  @Override
  public String party() {
    return address.party();
  }

  @Override
  public String id() {
    return address.room();
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public Parties parties() {
    return parties;
  }

  @Override
  public void broadcast(String text, String... exceptIds) {
    broadcast(Messages.text(text), exceptIds);
  }

  @Override
  public void broadcast(ByteString bytes, String... exceptIds) {
    broadcast(Messages.binary(bytes), exceptIds);
  }

  private void broadcast(Frame frame, String... exceptIds) {
    Section _ = turns.current();
    List<Link> except = new ArrayList<>();
    for (String id : exceptIds) {
      roster.withId(id).forEach(connection -> except.add(connection.link()));
    }
    ledger.whenStored(() -> audience.tellAllExcept(frame, except));
  }

  @Override
  public Optional<Connection> connection(String id) {
    Section _ = turns.current();
    return roster.newest(id).map(connection -> connection);
  }

  @Override
  public List<Connection> connections() {
    Section _ = turns.current();
    return List.copyOf(roster.all());
  }

  @Override
  public List<Connection> connections(String tag) {
    Section _ = turns.current();
    return List.copyOf(roster.withTag(tag));
  }

  @Override
  public CompletionStage<Void> setAlarm(Instant at) {
    Section section = turns.current();
    alarm.set(at);
    return stored(section);
  }

  @Override
  public Optional<Instant> alarm() {
    Section _ = turns.current();
    return alarm.at();
  }

  @Override
  public CompletionStage<Void> deleteAlarm() {
    Section section = turns.current();
    alarm.delete();
    return stored(section);
  }

  private CompletionStage<Void> stored(Section section) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    ledger.onceStored(() -> sections.goOn(section, stored, null, null));
    return stored;
  }

  @Override
  public <T> CompletionStage<T> exclusive(Supplier<? extends CompletionStage<T>> section) {
    return sections.exclusive(turns.current(), section::get);
  }

  @Override
  public <T> CompletionStage<T> inRoom(CompletionStage<T> outside) {
    return sections.here(turns.current(), outside);
  }

  @Override
  public Timer after(Duration delay, Supplier<? extends CompletionStage<?>> hook) {
    Section _ = turns.current();
    Timer timer = timers.start(delay, hook);
    return () -> {
      Section _ = turns.current();
      timer.cancel();
    };
  }
}
