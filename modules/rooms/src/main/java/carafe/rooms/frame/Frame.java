package carafe.rooms.frame;

import carafe.rooms.json.AsBytes;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * One message to clients as the very bytes that go on the wire, encoded once however many get it.
 *
 * @param wire a whole unmasked WebSocket frame, header included
 * @param conflation frames of one name replace each other while they wait for a slow connection;
 *     empty: nothing may replace it
 */
public record Frame(@AsBytes ByteString wire, Optional<String> conflation) {}
