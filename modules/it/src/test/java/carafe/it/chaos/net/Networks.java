package carafe.it.chaos.net;

/** The best kind of network that this machine permits, or the one that was asked for. */
public enum Networks {
  NAMESPACES {
    @Override
    public boolean isPermitted() {
      return Namespaces.arePermitted();
    }

    @Override
    public Network of(int count, int databasePort) {
      return Namespaces.of(count, databasePort);
    }
  },
  PORTS {
    @Override
    public boolean isPermitted() {
      return DroppedPorts.arePermitted();
    }

    @Override
    public Network of(int count, int databasePort) {
      return DroppedPorts.of(count, databasePort);
    }
  },
  PROXIES {
    @Override
    public boolean isPermitted() {
      return true;
    }

    @Override
    public Network of(int count, int databasePort) {
      return Proxies.of(count, databasePort);
    }
  };

  public abstract boolean isPermitted();

  public abstract Network of(int count, int databasePort);

  /** {@code -Dchaos.network=PROXIES} asks for one. */
  public static Networks chosen() {
    String asked = System.getProperty("chaos.network", "");
    if (!asked.isEmpty()) {
      return valueOf(asked);
    }
    for (Networks kind : values()) {
      if (kind.isPermitted()) {
        return kind;
      }
    }
    throw new IllegalStateException("proxies need no permission");
  }
}
