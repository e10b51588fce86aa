using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using RmsOrleans.Silo.Settings;

namespace RmsOrleans.Api.Tests.Settings;

/// <summary>The manifests of <c>ops/kubernetes</c>, read as strictly as a server reads them: a field that it does not know is an error.</summary>
internal static partial class KubernetesManifests
{
    private static readonly Dictionary<string, Type> kinds = new()
    {
        ["v1/Namespace"] = typeof(V1Namespace),
        ["v1/ConfigMap"] = typeof(V1ConfigMap),
        ["v1/Service"] = typeof(V1Service),
        ["v1/PersistentVolumeClaim"] = typeof(V1PersistentVolumeClaim),
        ["batch/v1/Job"] = typeof(V1Job),
        ["batch/v1/CronJob"] = typeof(V1CronJob),
        ["apps/v1/StatefulSet"] = typeof(V1StatefulSet),
        ["policy/v1/PodDisruptionBudget"] = typeof(V1PodDisruptionBudget),
        ["networking.k8s.io/v1/NetworkPolicy"] = typeof(V1NetworkPolicy),
    };

    public static string Folder { get; } = Path.Combine(Installation.Repository!, "ops", "kubernetes");

    /// <summary>Made by hand, and told of in the page: no manifest has a secret.</summary>
    public static IReadOnlyDictionary<string, string[]> Secrets { get; } = CreateSecret()
        .Matches(File.ReadAllText(Path.Combine(Installation.Repository!, "docs", "kubernetes.md")))
        .ToDictionary(match => match.Groups["name"].Value, match => FromFile().Matches(match.Value).Select(key => key.Groups["key"].Value).ToArray());

    public static List<object> Read() =>
        [.. from file in Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            from manifest in KubernetesYaml.LoadAllFromString(File.ReadAllText(file), kinds, strict: true)
            select manifest];

    /// <summary>What runs, by whatever brings it about.</summary>
    public static List<V1PodTemplateSpec> Pods(this List<object> manifests) =>
        [.. manifests.OfType<V1StatefulSet>().Select(set => set.Spec.Template),
            .. manifests.OfType<V1Job>().Select(job => job.Spec.Template),
            .. manifests.OfType<V1CronJob>().Select(job => job.Spec.JobTemplate.Spec.Template)];

    public static V1Container Container(this V1PodTemplateSpec pod) => Assert.Single(pod.Spec.Containers);

    public static bool Selects(this IDictionary<string, string>? labels, V1PodTemplateSpec pod) =>
        labels is null || labels.All(label => pod.Metadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    [GeneratedRegex("create secret generic (?<name>\\S+) .*$", RegexOptions.Multiline)]
    private static partial Regex CreateSecret();

    [GeneratedRegex("--from-file=(?<key>[^=]+)=")]
    private static partial Regex FromFile();
}
