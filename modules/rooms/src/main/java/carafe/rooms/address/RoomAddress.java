package carafe.rooms.address;

/**
 * Where a room is found: {@code /parties/:party/:room}.
 *
 * @param party name of the room type, such as {@code main}
 * @param room id of the room within it, decoded
 */
public record RoomAddress(String party, String room) {
  @Override
  public String toString() {
    return party + "/" + room;
  }
}
