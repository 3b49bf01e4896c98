package carafe.it.downing;

import carafe.it.cluster.TestDatabase;
import java.util.Map;
import java.util.stream.Collectors;

/** Which backend of the database holds which node's lock. */
record Locks(TestDatabase database) {
  /** Backends by the uid of the node they serve. */
  Map<String, String> holders() {
    return database
        .ask(
            """
            select n.uid || '=' || l.pid from carafe_node n join pg_locks l
              on l.locktype = 'advisory' and l.granted and l.objsubid = 2 and l.objid = n.id
            """)
        .stream()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(part -> part[0], part -> part[1]));
  }

  void cut(String uid) {
    String backend = holders().get(uid);
    if (backend != null) {
      database.execute("select pg_terminate_backend(" + backend + ")");
    }
  }

  void cutAllConnections() {
    database.execute(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
          where backend_type = 'client backend' and pid <> pg_backend_pid()
        """);
  }
}
