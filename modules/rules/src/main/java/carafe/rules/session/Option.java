package carafe.rules.session;

/** One of the four answers a participant can choose, under an id that tells nothing. */
public record Option(String id, String text) {}
