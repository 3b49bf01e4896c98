package carafe.it.downing;

import carafe.it.client.Message;
import carafe.it.process.CarafeProcess;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The cluster as one of its nodes sees it now: {@code GET /cluster}. */
record Seen(Message answer) {
  static Seen by(CarafeProcess node) {
    return new Seen(Message.of(node.getManagement("/cluster").body()));
  }

  /** Which process the node is, for the cluster. */
  String uid() {
    return answer.text("uid");
  }

  String address() {
    return answer.text("node");
  }

  List<Message> members() {
    return answer.objects("members");
  }

  /** Members that are up and reachable. */
  Set<String> sound() {
    return members().stream()
        .filter(member -> member.text("status").equals("up") && member.flag("reachable"))
        .map(member -> member.text("uid"))
        .collect(Collectors.toSet());
  }

  boolean hasMember(String uid) {
    return members().stream().anyMatch(member -> member.text("uid").equals(uid));
  }

  Message member(String uid) {
    return members().stream()
        .filter(member -> member.text("uid").equals(uid))
        .findAny()
        .orElseThrow(() -> new AssertionError(uid + " is no member in " + answer));
  }
}
