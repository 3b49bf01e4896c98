package carafe.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.settings.Settings;
import carafe.server.settings.SettingsLoader;
import com.google.gson.JsonParseException;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests against Kubernetes' own models, and against each other. */
class KubernetesTest {
  private static final Path FOLDER = Path.of("..", "..", "deploy", "kubernetes");
  private static final List<Manifest> MANIFESTS = Manifest.in(FOLDER);

  private final V1Deployment deployment = only("Deployment", V1Deployment.class);
  private final V1Container container =
      deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
  private final Map<String, Integer> ports =
      container.getPorts().stream()
          .collect(Collectors.toMap(V1ContainerPort::getName, V1ContainerPort::getContainerPort));

  private static <T> T only(String kind, Class<T> model) {
    List<T> found =
        MANIFESTS.stream().filter(it -> it.kind().equals(kind)).map(it -> it.as(model)).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.getFirst();
  }

  @Test
  void everyManifestIsOneThatKubernetesTakes() {
    assertThat(MANIFESTS).hasSizeGreaterThanOrEqualTo(6);
    for (Manifest manifest : MANIFESTS) {
      assertThatCode(manifest::check).as(manifest.file()).doesNotThrowAnyException();
    }
  }

  /** The check itself can fail. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          readinessProbe:  | readinesProbe:   | readinesProbe
          matchLabels:     | matchLabel:      | matchLabel
          selector:        | # selector:      | selector
          replicas: 3      | replicas: three  | three
          memory: 1Gi      | memory: x1Gi     | x1
          """)
  void whatKubernetesWouldRefuseIsFound(String right, String wrong, String named) throws Exception {
    String text = java.nio.file.Files.readString(FOLDER.resolve("deployment.yaml"));
    String broken =
        wrong.startsWith("#")
            ? text.replaceFirst("  selector:\n.*\n", "")
            : text.replaceFirst(right, wrong);
    assertThat(broken).isNotEqualTo(text);
    assertThatThrownBy(() -> Manifest.of("broken", broken).getFirst().check())
        .isInstanceOfAny(
            IllegalArgumentException.class,
            JsonParseException.class,
            io.kubernetes.client.custom.QuantityFormatException.class)
        .hasMessageContaining(named);
  }

  @Test
  void theNodesAreWhatServicePolicyAndBudgetMean() {
    Map<String, String> labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
    assertThat(deployment.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
    assertThat(only("Service", V1Service.class).getSpec().getSelector()).isEqualTo(labels);
    assertThat(
            only("PodDisruptionBudget", V1PodDisruptionBudget.class)
                .getSpec()
                .getSelector()
                .getMatchLabels())
        .isEqualTo(labels);
    var policy = only("NetworkPolicy", V1NetworkPolicy.class).getSpec();
    assertThat(policy.getPodSelector().getMatchLabels()).isEqualTo(labels);
    var cluster =
        policy.getIngress().stream()
            .filter(rule -> rule.getPorts().getFirst().getPort().getStrValue().equals("cluster"))
            .toList();
    assertThat(cluster).hasSize(1);
    assertThat(cluster.getFirst().getFrom().getFirst().getPodSelector().getMatchLabels())
        .as("who reaches the cluster port")
        .isEqualTo(labels);
  }

  @Test
  void theSettingsAreOnesThatANodeTakesAndFitThePorts() {
    Map<String, String> environment = new HashMap<>(only("ConfigMap", V1ConfigMap.class).getData());
    for (V1EnvVar variable : container.getEnv()) {
      environment.put(variable.getName(), "10.0.0.1");
    }
    environment.put("CARAFE_DB_URL", "jdbc:postgresql://host/name");
    Settings settings = SettingsLoader.load(Optional.empty(), environment);
    assertThat(ports)
        .containsOnly(
            Map.entry("http", settings.http().port()),
            Map.entry("cluster", settings.cluster().port()));
    Duration stop =
        settings.stop().notice().plus(settings.stop().spread()).plus(Duration.ofSeconds(30));
    assertThat(deployment.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
        .isGreaterThanOrEqualTo(stop.toSeconds());
  }

  @Test
  void probesAskWhatANodeAnswers() {
    assertThat(path(V1Container::getReadinessProbe)).isEqualTo("/ready");
    assertThat(path(V1Container::getLivenessProbe)).isEqualTo("/alive");
    assertThat(path(V1Container::getStartupProbe)).isEqualTo("/alive");
  }

  private String path(Function<V1Container, V1Probe> probe) {
    var get = probe.apply(container).getHttpGet();
    assertThat(ports).containsKey(get.getPort().getStrValue());
    return get.getPath();
  }
}
