package carafe.tasting.session;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class whose constructor takes a {@link Table}: one for all with the same settings. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TableResolver.class)
@interface AtTable {
  /** HOCON over the usual settings. */
  String value() default "";
}
