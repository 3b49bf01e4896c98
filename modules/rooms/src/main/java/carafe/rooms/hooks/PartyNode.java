package carafe.rooms.hooks;

import carafe.rooms.awake.Awake;
import carafe.rooms.calls.RoomCalls;
import carafe.rooms.recovery.Recoveries;
import carafe.rooms.storage.StorageLimits;
import java.time.Clock;

/** What all rooms of parties of a node share. */
record PartyNode(
    HookSettings hooks,
    StorageLimits storage,
    RoomCalls calls,
    Awake awake,
    Watchdog watchdog,
    Recoveries recoveries,
    Clock clock) {}
