package carafe.it.chaos.net;

import java.util.List;
import java.util.Map;

/** Where the nodes of a test live, and how they are cut off. */
public interface Network extends AutoCloseable {
  /** Where nodes are told to be found by the others. */
  int CLUSTER_PORT = 25520;

  /** Where the balancer finds a node. */
  int HTTP_PORT = 8080;

  /** One node's place in it. */
  interface Place {
    /** Where the node listens, for the others, for the balancer and for the test. */
    String address();

    /** What its program is started behind. */
    List<String> prefix();

    /** System properties it needs to be told apart from the others. */
    Map<String, String> properties();

    /** Where it binds, when something stands between it and the others; else the known ports. */
    int clusterBindPort();

    int httpBindPort();

    /**
     * Where it reaches the test's PostgreSQL: {@code host:port}, and what the URL needs besides.
     */
    String database();

    String databaseOptions();

    void cut(Cut cut);

    void heal();
  }

  List<Place> places();

  /** Where the database has to listen, besides the loopback. */
  String hostAddress();

  /** Whose connections the database has to let in, as its {@code pg_hba.conf} wants it. */
  String range();

  /** How faults are made here, for the report. */
  String method();

  /** Takes it all down. */
  @Override
  void close();
}
