package carafe.it.chaos.cluster;

import carafe.it.client.Message;

/**
 * What one node says of its cluster.
 *
 * @param up members that are up and reachable
 */
public record Picture(String cluster, long members, long up) {
  static Picture of(Message answer) {
    return new Picture(
        answer.json().path("cluster").asText(),
        answer.objects("members").size(),
        answer.objects("members").stream()
            .filter(member -> member.text("status").equals("up") && member.flag("reachable"))
            .count());
  }
}
