/** What clients wrote down of their games, and whether a cluster kept what it had promised them. */
package carafe.it.chaos.check;
