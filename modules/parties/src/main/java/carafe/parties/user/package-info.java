/** Party {@code user}: the preferences of one person, on all their devices. */
package carafe.parties.user;
