package carafe.it.load;

/**
 * What a server's process paid in one round, microseconds of CPU.
 *
 * @param frame for one frame delivered, questions and results alike
 * @param answer for one answer, with its share of the question and the result around it
 */
record Cost(double frame, double answer) {}
