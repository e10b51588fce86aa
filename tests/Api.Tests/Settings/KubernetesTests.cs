using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Configuration;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Silo.Hosting;
using RmsOrleans.Silo.Settings;
using RmsOrleans.Silo.Shutdown;

namespace RmsOrleans.Api.Tests.Settings;

/// <summary>The manifests beside the program that they start, and beside each other: no name there may have gone out of date.</summary>
public sealed class KubernetesTests
{
    private readonly List<object> manifests = KubernetesManifests.Read();

    private V1PodTemplateSpec Node => manifests.OfType<V1StatefulSet>().Single().Spec.Template;

    private IDictionary<string, string> Settings => manifests.OfType<V1ConfigMap>().Single().Data;

    [Fact]
    public void A_field_that_no_server_knows_is_found() => Assert.ThrowsAny<Exception>(() => KubernetesYaml.LoadAllFromString(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: rms\nspec:\n  selectors: {}\n", strict: true));

    [Fact]
    public void Every_setting_is_one_of_the_program()
    {
        var names = Settings.Keys
            .Concat(manifests.Pods().SelectMany(pod => pod.Container().Env ?? []).Select(variable => variable.Name))
            .Concat(KubernetesManifests.Secrets.Values.SelectMany(keys => keys))
            .Where(name => name.Contains("__", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Contains("Orleans__Address", names);
        Assert.Contains("Storage__PostgresOwnerPassword", names);

        var configuration = new ConfigurationManager();
        configuration.AddCommandLine([.. names.Select(name => $"--{name.Replace("__", ":", StringComparison.Ordinal)}=x")]);

        UnknownSettings.Refuse(configuration);
    }

    [Fact]
    public async Task Limits_are_in_their_ranges_and_the_paths_of_probes_are_there()
    {
        string[] sections = ["Edge", "Limits", "Rates"];
        var settings = Settings.Where(setting => sections.Contains(setting.Key.Split("__")[0]))
            .Select(setting => (setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)).ToArray();
        Assert.NotEmpty(settings);
        var container = Node.Container();

        await using var program = new TheProgram(settings);

        foreach (var probe in (V1Probe[])[container.StartupProbe, container.LivenessProbe, container.ReadinessProbe])
        {
            Assert.True((await program.As(null).GetAsync(probe.HttpGet.Path)).IsSuccessStatusCode, probe.HttpGet.Path);
            Assert.Contains(container.Ports, port => port.Name == probe.HttpGet.Port.Value);
        }
        Assert.Equal("/health/ready", container.ReadinessProbe.HttpGet.Path);
    }

    [Fact]
    public void Whoever_waits_for_a_node_waits_long_enough()
    {
        var notice = TimeSpan.Parse(Settings["Shutdown__Notice"]);
        Assert.True(Node.Spec.TerminationGracePeriodSeconds > (notice + new ShutdownSettings().Longest).TotalSeconds);

        var startup = Node.Container().StartupProbe;
        Assert.True(startup.PeriodSeconds * startup.FailureThreshold > new OrleansSettings().LongestJoin.TotalSeconds);
    }

    [Fact]
    public void Every_secret_and_every_other_object_that_is_named_is_there()
    {
        foreach (var volume in manifests.Pods().SelectMany(pod => pod.Spec.Volumes))
        {
            IEnumerable<string?> secrets = [volume.Secret?.SecretName, .. volume.Projected?.Sources.Select(source => source.Secret?.Name) ?? []];
            Assert.All(secrets.OfType<string>(), secret => Assert.Contains(secret, KubernetesManifests.Secrets.Keys));
            if (volume.PersistentVolumeClaim?.ClaimName is { } claim)
                Assert.Contains(manifests.OfType<V1PersistentVolumeClaim>(), made => made.Metadata.Name == claim);
            if (volume.Secret is { } files)
                Assert.Equal(Convert.ToInt32("440", 8), files.DefaultMode);
        }
        foreach (var container in manifests.Pods().Select(pod => pod.Container()))
        {
            Assert.All(container.EnvFrom ?? [], source => Assert.Equal("rms-settings", source.ConfigMapRef.Name));
            Assert.All((container.Env ?? []).Where(variable => variable.ValueFrom?.ConfigMapKeyRef is not null),
                variable => Assert.True(variable.ValueFrom.ConfigMapKeyRef is { Name: "rms-settings", Key: var key } && Settings.ContainsKey(key)));
        }
        Assert.Equal("rms-settings", manifests.OfType<V1ConfigMap>().Single().Metadata.Name);
        Assert.Contains(manifests.OfType<V1Service>(), service => service.Metadata.Name == manifests.OfType<V1StatefulSet>().Single().Spec.ServiceName);
        Assert.All(manifests.Cast<IKubernetesObject<V1ObjectMeta>>().Where(made => made is not V1Namespace),
            made => Assert.Equal(manifests.OfType<V1Namespace>().Single().Metadata.Name, made.Metadata.NamespaceProperty));
    }

    [Fact]
    public void Every_volume_that_is_mounted_is_there_and_files_that_settings_name_lie_in_one()
    {
        Assert.All(manifests.Pods(), pod => Assert.Equal(
            pod.Spec.Volumes.Select(volume => volume.Name).Order(), pod.Container().VolumeMounts.Select(mount => mount.Name).Order()));

        foreach (var file in (string[])[Settings["Orleans__Certificate"], Settings["Orleans__CertificateAuthority"]])
        {
            var mount = Node.Container().VolumeMounts.Single(mount => mount.MountPath == Path.GetDirectoryName(file));
            var secret = Node.Spec.Volumes.Single(volume => volume.Name == mount.Name).Secret.SecretName;
            Assert.Contains(Path.GetFileName(file), KubernetesManifests.Secrets[secret]);
        }
    }

    [Fact]
    public void Whatever_selects_pods_selects_some_and_their_ports_have_names()
    {
        var pods = manifests.Pods();
        foreach (var service in manifests.OfType<V1Service>())
        {
            var pod = pods.Single(service.Spec.Selector.Selects);
            Assert.All(service.Spec.Ports, port => Assert.Contains(pod.Container().Ports, open => open.Name == port.TargetPort.Value));
        }
        foreach (var policy in manifests.OfType<V1NetworkPolicy>())
        {
            var chosen = pods.Where(policy.Spec.PodSelector.MatchLabels.Selects).ToList();
            Assert.NotEmpty(chosen);
            Assert.All(
                (policy.Spec.Ingress ?? []).SelectMany(rule => rule.Ports),
                port => Assert.All(chosen, pod => Assert.Contains(pod.Container().Ports, open => open.Name == port.Port.Value)));
        }
        Assert.True(manifests.OfType<V1PodDisruptionBudget>().Single().Spec.Selector.MatchLabels.Selects(Node));
        Assert.True(manifests.OfType<V1StatefulSet>().Single().Spec.Selector.MatchLabels.Selects(Node));
        Assert.Equal(new OrleansSettings().SiloPort, Node.Container().Ports.Single(port => port.Name == "silo").ContainerPort);
    }

    [Fact]
    public void Silos_are_reached_by_silos_alone()
    {
        var rules = manifests.OfType<V1NetworkPolicy>().SelectMany(policy => policy.Spec.Ingress ?? []).Where(rule => rule.Ports.Any(port => port.Port.Value == "silo"));

        Assert.True(Assert.Single(Assert.Single(rules).FromProperty).PodSelector.MatchLabels.Selects(Node));
        Assert.Contains(manifests.OfType<V1NetworkPolicy>(), policy => policy.Spec.PodSelector.MatchLabels is null && policy.Spec.Ingress is null);
    }

    [Fact]
    public void Nothing_that_runs_has_more_rights_than_it_needs()
    {
        foreach (var pod in manifests.Pods())
        {
            Assert.True(pod.Spec.SecurityContext is { RunAsNonRoot: true, RunAsUser: > 0, SeccompProfile.Type: "RuntimeDefault" });
            Assert.False(pod.Spec.AutomountServiceAccountToken);
            var container = pod.Container();
            Assert.True(container.SecurityContext is { ReadOnlyRootFilesystem: true, AllowPrivilegeEscalation: false });
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.True(container.Resources.Limits.ContainsKey("memory") && container.Resources.Requests.ContainsKey("cpu"));
        }
    }

    [Fact]
    public void No_password_stands_in_them()
    {
        Assert.DoesNotContain(manifests, made => made is V1Secret);
        var texts = Directory.GetFiles(KubernetesManifests.Folder, "*.yaml", SearchOption.AllDirectories).Select(File.ReadAllText);
        Assert.All(texts, text => Assert.DoesNotMatch(new Regex("Password=|password:", RegexOptions.IgnoreCase), text));
    }
}
