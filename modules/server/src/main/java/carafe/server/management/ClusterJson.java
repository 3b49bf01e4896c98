package carafe.server.management;

import carafe.rooms.json.JsonWriter;
import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeRow;
import carafe.server.management.Picture.MemberView;
import carafe.server.management.ReportMessage.PartyLoad;
import carafe.server.management.ReportMessage.Report;
import java.util.Optional;
import java.util.UUID;

/**
 * What {@code GET /cluster} answers; docs/operations.md explains the fields. A field whose value is
 * not known is left out.
 */
final class ClusterJson {
  private ClusterJson() {}

  static byte[] of(Picture picture) {
    return JsonWriter.object(
        json -> {
          json.text("node", picture.self().display())
              .text("uid", uid(picture.self()))
              .text("version", picture.version())
              .text("cluster", picture.look().flatMap(ClusterJson::cluster).map(UUID::toString))
              .objects("members", picture.members(), ClusterJson::member);
          picture
              .look()
              .ifPresent(look -> json.objects("registered", look.nodes(), ClusterJson::row));
        });
  }

  /** Text: JSON's numbers are not made for 64 bits. */
  private static String uid(NodeAddress node) {
    return Long.toString(node.uid());
  }

  private static Optional<UUID> cluster(Look look) {
    return look.nodes().stream()
        .filter(row -> row.id() == look.own())
        .findFirst()
        .flatMap(NodeRow::cluster);
  }

  private static void member(MemberView member, JsonWriter json) {
    Optional<Report> report = member.report();
    json.text("address", member.address().display())
        .text("uid", uid(member.address()))
        .text("version", member.version())
        .texts("roles", member.roles())
        .text("status", member.status())
        .number("upNumber", member.upNumber())
        .flag("oldest", member.oldest())
        .flag("leader", member.leader())
        .flag("reachable", member.unreachableBy().isEmpty())
        .texts("unreachableBy", member.unreachableBy())
        .flag("answers", report.isPresent())
        .number("shards", report.flatMap(Report::shards))
        .number("rooms", report.flatMap(Report::rooms))
        .number("connections", report.map(Report::connections));
    report.ifPresent(known -> json.objects("parties", known.parties(), ClusterJson::party));
  }

  private static void party(PartyLoad load, JsonWriter json) {
    json.text("party", load.party())
        .number("shards", load.shards())
        .number("rooms", load.rooms())
        .number("connections", load.connections());
  }

  private static void row(NodeRow row, JsonWriter json) {
    json.number("id", row.id())
        .text("address", row.address().display())
        .text("uid", uid(row.address()))
        .text("version", row.version())
        .number("protocol", row.protocol())
        .text("cluster", row.cluster().map(UUID::toString))
        .flag("locked", row.locked())
        .number("silentForMs", row.silentFor().toMillis());
  }
}
