import static java.lang.constant.ConstantDescs.CD_CallSite;
import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_MethodType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.invoke.LambdaMetafactory;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rewrites those classes of {@code carafe.jar} that an AOT cache of this JDK does not take, or
 * takes without their lambdas (docs/adr/0029). Module server's pom runs it before {@link
 * StartCache}.
 *
 * <ul>
 *   <li>Scala makes its functions serializable, which the cache does not take and nothing here asks
 *       for. They become plain lambdas: {@code metafactory} instead of {@code altMetafactory}.
 *   <li>Classes of a format without stack maps (before Java 6) get those, and Java 8's number.
 * </ul>
 */
public final class CacheableClasses {
  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

  /** Interfaces with one method, which needs no bridge: its erased type is the only one. */
  private static final Pattern FUNCTION =
      Pattern.compile("Lscala/(Function|runtime/java8/JFunction)[^/]*;");

  private static final DirectMethodHandleDesc METAFACTORY =
      ConstantDescs.ofCallsiteBootstrap(
          LambdaMetafactory.class.describeConstable().orElseThrow(),
          "metafactory",
          CD_CallSite,
          CD_MethodType,
          CD_MethodHandle,
          CD_MethodType);

  private static final ClassTransform PLAIN_LAMBDAS =
      ClassTransform.transformingMethodBodies(CacheableClasses::withPlainLambda);

  private final Path root;
  private final ClassFile classFile;
  private int withFunctions;
  private int old;

  private CacheableClasses(Path root) {
    this.root = root;
    this.classFile =
        ClassFile.of(
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this::open)
                    .orElse(ClassHierarchyResolver.defaultResolver())
                    .cached()));
  }

  /**
   * @param args the jar
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1 || !Files.isRegularFile(Path.of(args[0]))) {
      System.err.println(
          "java CacheableClasses.java JAR: name carafe.jar"
              + (args.length == 1 ? "; there is no file " + args[0] : ""));
      System.exit(2);
    }
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(args[0]))) {
      new CacheableClasses(jar.getPath("/")).rewriteAll();
    }
  }

  private void rewriteAll() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      rewrite(file);
    }
    System.out.printf(
        "Made cacheable: %d classes with Scala's functions, %d of an old format%n",
        withFunctions, old);
  }

  private void rewrite(Path file) throws IOException {
    try {
      ClassModel model = classFile.parse(Files.readAllBytes(file));
      if (model.majorVersion() < FIRST_WITH_STACK_MAPS) {
        replace(file, newer(model));
        old++;
      } else if (hasFunctions(model)) {
        replace(file, classFile.transformClass(model, PLAIN_LAMBDAS));
        withFunctions++;
      }
    } catch (IllegalArgumentException e) {
      System.out.printf("%s stays as it is: %s%n", file, e.getMessage());
    }
  }

  /** With stack maps: only code that goes through a transformation gets them. */
  private byte[] newer(ClassModel model) {
    return classFile
        .withOptions(StackMapsOption.GENERATE_STACK_MAPS)
        .transformClass(model, PLAIN_LAMBDAS.andThen(CacheableClasses::withNewerVersion));
  }

  /** If it is a valid one. */
  private void replace(Path file, byte[] rewritten) throws IOException {
    List<VerifyError> errors = classFile.verify(rewritten);
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(errors.getFirst().getMessage());
    }
    FileTime time = Files.getLastModifiedTime(file); // the build is reproducible
    Files.write(file, rewritten);
    Files.setLastModifiedTime(file, time);
  }

  private static void withNewerVersion(ClassBuilder target, ClassElement element) {
    if (element instanceof ClassFileVersion) {
      target.withVersion(ClassFile.JAVA_8_VERSION, 0);
    } else {
      target.with(element);
    }
  }

  private static boolean hasFunctions(ClassModel model) {
    return model
        .elementStream()
        .filter(MethodModel.class::isInstance)
        .map(MethodModel.class::cast)
        .flatMap(method -> method.code().stream())
        .flatMap(CodeModel::elementStream)
        .anyMatch(CacheableClasses::isFunction);
  }

  private static void withPlainLambda(CodeBuilder target, CodeElement element) {
    if (!isFunction(element)) {
      target.with(element);
      return;
    }
    InvokeDynamicInstruction function = (InvokeDynamicInstruction) element;
    ConstantDesc[] types = function.bootstrapArgs().subList(0, 3).toArray(ConstantDesc[]::new);
    target.invokedynamic(
        DynamicCallSiteDesc.of(
            METAFACTORY, function.name().stringValue(), function.typeSymbol(), types));
  }

  private static boolean isFunction(CodeElement element) {
    return element instanceof InvokeDynamicInstruction lambda
        && lambda.bootstrapMethod().owner().equals(METAFACTORY.owner())
        && lambda.bootstrapMethod().methodName().equals("altMetafactory")
        && lambda.bootstrapArgs().get(3) instanceof Integer flags
        && (flags & LambdaMetafactory.FLAG_MARKERS) == 0
        && FUNCTION.matcher(lambda.typeSymbol().returnType().descriptorString()).matches();
  }

  private InputStream open(ClassDesc name) {
    String descriptor = name.descriptorString();
    Path file = root.resolve(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return Files.exists(file) ? new ByteArrayInputStream(Files.readAllBytes(file)) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
