package carafe.load.measure;

/**
 * How the tool itself fared for a while.
 *
 * @param what it was doing
 * @param busy share of the time the busiest loop worked, 0 to 1
 * @param lateP99Millis how late the loops' own timers were; 0 where that was not looked at
 * @param cores CPU of this process, in cores
 */
public record Use(
    String what,
    double seconds,
    double busy,
    double lateP99Millis,
    double lateMaxMillis,
    double cores) {}
