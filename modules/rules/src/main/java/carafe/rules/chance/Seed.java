package carafe.rules.chance;

/**
 * 256 bits of chance that come in as data: the same seed always gives the same draws.
 *
 * @param hex 64 lower-case hexadecimal digits from a secure random source
 */
public record Seed(String hex) {}
