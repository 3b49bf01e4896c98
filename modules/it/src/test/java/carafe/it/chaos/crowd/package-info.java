/** Phones and hosts that never give up, and write down all they are promised. */
package carafe.it.chaos.crowd;
