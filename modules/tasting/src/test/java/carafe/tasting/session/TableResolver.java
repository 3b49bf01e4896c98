package carafe.tasting.session;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives test classes their {@link Table}; the engine closes them at the very end. */
final class TableResolver implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(TableResolver.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Table.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    String settings = context.getRequiredTestClass().getAnnotation(AtTable.class).value();
    ExtensionContext holder = settings.isEmpty() ? context.getRoot() : classOf(context);
    return holder.getStore(NAMESPACE).computeIfAbsent(settings, Table::new, Table.class);
  }

  /** Special settings are closed with their class. */
  private static ExtensionContext classOf(ExtensionContext context) {
    ExtensionContext at = context;
    while (at.getTestMethod().isPresent()) {
      at = at.getParent().orElseThrow();
    }
    return at;
  }
}
