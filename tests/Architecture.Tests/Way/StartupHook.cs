using System.Runtime.Loader;
using RmsOrleans.Architecture.Tests.Way;

#pragma warning disable CA1050 // the runtime wants the class by this name, in no namespace

/// <summary>Runs in the program under measurement before anything else of it, so that its methods find <see cref="Trodden"/>.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var here = typeof(Trodden).Assembly;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            var besideIt = Path.Combine(Path.GetDirectoryName(here.Location)!, $"{name.Name}.dll");
            return name.Name == here.GetName().Name ? here : File.Exists(besideIt) ? context.LoadFromAssemblyPath(besideIt) : null;
        };
    }
}
