package carafe.load.run;

/**
 * How things stood at one time of a run; counts are from its begin on.
 *
 * @param links connections open or being opened
 * @param messages received
 */
public record Sample(
    double seconds,
    String phase,
    int links,
    long joined,
    long answers,
    long messages,
    long faults) {}
