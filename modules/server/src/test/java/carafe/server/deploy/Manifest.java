package carafe.server.deploy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One document of a file for Kubernetes. */
record Manifest(String file, JsonObject json) {
  /** Refuses fields it does not know and misses those that must be there. */
  private interface Schema {
    void check(JsonElement json) throws IOException;
  }

  private record Kind(Schema schema, Class<?> model) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "v1 ConfigMap", new Kind(V1ConfigMap::validateJsonElement, V1ConfigMap.class),
          "v1 Service", new Kind(V1Service::validateJsonElement, V1Service.class),
          "apps/v1 Deployment", new Kind(V1Deployment::validateJsonElement, V1Deployment.class),
          "policy/v1 PodDisruptionBudget",
              new Kind(V1PodDisruptionBudget::validateJsonElement, V1PodDisruptionBudget.class),
          "networking.k8s.io/v1 NetworkPolicy",
              new Kind(V1NetworkPolicy::validateJsonElement, V1NetworkPolicy.class),
          "networking.k8s.io/v1 Ingress",
              new Kind(V1Ingress::validateJsonElement, V1Ingress.class));

  static List<Manifest> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().flatMap(Manifest::documents).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Manifest> documents(Path file) {
    try {
      String name = file.getFileName().toString();
      return of(name, Files.readString(file)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Manifest> of(String file, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Gson gson = new Gson();
    return StreamSupport.stream(
            new Yaml(new SafeConstructor(options)).loadAll(text).spliterator(), false)
        .map(document -> new Manifest(file, gson.toJsonTree(document).getAsJsonObject()))
        .toList();
  }

  /** Its model. */
  <T> T as(Class<T> type) {
    return type.cast(JSON.deserialize(json.toString(), type));
  }

  String kind() {
    return json.get("kind").getAsString();
  }

  /**
   * @throws IllegalArgumentException or {@link com.google.gson.JsonParseException} saying what
   *     Kubernetes would not take
   */
  void check() {
    String name = json.get("apiVersion").getAsString() + " " + kind();
    Kind kind = KINDS.get(name);
    if (kind == null) {
      throw new IllegalArgumentException("of a kind that the test does not know: " + name);
    }
    try {
      kind.schema.check(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Object _ = as(kind.model); // numbers and quantities
  }
}
