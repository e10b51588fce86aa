using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace RmsOrleans.Architecture.Tests;

/// <summary>The program as it was compiled: its projects, their namespaces, and which of them needs which.</summary>
internal static class House
{
    /// <summary>Each may need those before it.</summary>
    public static readonly string[] Projects = ["Declarations", "Grains", "Storage", "Api", "Desk", "Silo"];

    /// <summary>The rooms of the domain; each may need those before it.</summary>
    public static readonly string[] Domain = ["Kernel", "Reference", "Content", "Drafts", "Profiles", "Trials", "Declarations", "Registers"];

    public const string Prefix = "RmsOrleans.";

    /// <summary>Of the repository.</summary>
    public static string Folder { get; } = Root();

    private static readonly Lazy<IReadOnlyList<IType>> types = new(() =>
        [.. new ArchLoader().LoadAssemblies([.. Projects.Select(Load)]).Build().Types.Where(type => IsOurs(Namespace(type)))]);

    /// <summary>Those that we wrote, and what generators made beside them.</summary>
    public static IReadOnlyList<IType> Types => types.Value;

    public static Assembly Load(string project) => Assembly.Load($"{Prefix}{project}");

    /// <summary>The types of a room, such as <c>Grains.Drafts</c>, and of those inside it.</summary>
    public static IEnumerable<IType> Of(string room) => Types.Where(type => IsIn(type, room));

    public static bool IsIn(IType type, string room) =>
        Namespace(type) is var name && (name == Prefix + room || name.StartsWith($"{Prefix}{room}.", StringComparison.Ordinal));

    public static IEnumerable<IType> Needs(IType type) => type.Dependencies.Select(dependency => dependency.Target).Where(target => target is not GenericParameter && target != type).Distinct();

    /// <summary>Empty where there is none, as of the parameter of a generic type.</summary>
    public static string Namespace(IType type) => type.Namespace?.FullName ?? "";

    /// <summary>Which namespace of a project needs which others of it, and an example of it.</summary>
    public static Dictionary<string, Dictionary<string, string>> Namespaces(string project)
    {
        var graph = new Dictionary<string, Dictionary<string, string>>();
        foreach (var type in Of(project))
        {
            var needed = graph.TryGetValue(Namespace(type), out var known) ? known : graph[Namespace(type)] = [];
            foreach (var target in Needs(type).Where(target => IsIn(target, project) && Namespace(target) != Namespace(type)))
                needed.TryAdd(Namespace(target), $"{type.Name} needs {target.Name}");
        }
        return graph;
    }

    /// <summary>The namespaces that can be reached from themselves.</summary>
    public static IReadOnlyList<string> InCycles(Dictionary<string, Dictionary<string, string>> graph) => [.. graph.Keys.Where(start =>
    {
        var reached = new HashSet<string>();
        var waiting = new Queue<string>(graph[start].Keys);
        while (waiting.TryDequeue(out var at))
        {
            if (at == start)
                return true;
            if (reached.Add(at) && graph.TryGetValue(at, out var next))
            {
                foreach (var name in next.Keys)
                    waiting.Enqueue(name);
            }
        }
        return false;
    }).Order(StringComparer.Ordinal)];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RmsOrleans.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }

    private static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) || name == "RmsOrleans";
}
