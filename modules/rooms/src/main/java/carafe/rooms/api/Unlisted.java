package carafe.rooms.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link Party} whose rooms' ids are secrets, half of a credential say: errors name the party
 * only, and {@link Parties#liveConnections} counts the rooms together, under the id {@code *}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Unlisted {}
