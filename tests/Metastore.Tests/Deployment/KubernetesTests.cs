using k8s;
using k8s.Models;
using Metastore.Rpc;
using Xunit;

namespace Metastore.Tests.Deployment;

public sealed class KubernetesTests
{
    private static readonly V1Deployment _deployment = Manifests().OfType<V1Deployment>().Single();
    private static readonly V1Container _container = Assert.Single(_deployment.Spec.Template.Spec.Containers);

    [Fact]
    public void Kustomize_takes_every_manifest()
    {
        var files = DockerFolder.Files("*.yaml", "kubernetes").Select(file => Path.GetFileName(file)).Where(file => file != "kustomization.yaml");

        Assert.Equal(files, DockerFolder.Yaml("kubernetes/kustomization.yaml").Texts("resources").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pod_and_service_offer_the_program_s_ports()
    {
        var expected = new[] { ("thrift", DockerFolder.ThriftPort), ("http", DockerFolder.HttpPort) };
        var service = Manifests().OfType<V1Service>().Single();

        Assert.Equal(expected, _container.Ports.Select(port => (port.Name, port.ContainerPort)));
        Assert.Equal(expected, service.Spec.Ports.Select(port => (port.TargetPort.Value, port.Port)));
    }

    [Fact]
    public void A_stopping_pod_may_take_longer_than_the_steps_of_its_stop()
    {
        var steps = TimeSpan.FromSeconds(_container.Lifecycle.PreStop.Sleep.Seconds) + new RpcOptions().DrainTimeout;

        Assert.True(_deployment.Spec.Template.Spec.TerminationGracePeriodSeconds > steps.TotalSeconds);
    }

    [Fact]
    public void The_selectors_find_the_pods()
    {
        var labels = _deployment.Spec.Template.Metadata.Labels;
        var selectors = Manifests().Select(manifest => manifest switch
        {
            V1Deployment deployment => deployment.Spec.Selector.MatchLabels,
            V1Service service => service.Spec.Selector,
            V1PodDisruptionBudget budget => budget.Spec.Selector.MatchLabels,
            var other => throw new NotSupportedException(other.GetType().Name),
        });

        Assert.All(selectors, selector => Assert.Equal(labels, selector));
    }

    // Strictly: a name that Kubernetes doesn't know is an error.
    private static List<object> Manifests() =>
        [.. DockerFolder.Files("*.yaml", "kubernetes").Where(file => !file.EndsWith("kustomization.yaml", StringComparison.Ordinal)).SelectMany(file => KubernetesYaml.LoadAllFromString(File.ReadAllText(file), strict: true))];
}
