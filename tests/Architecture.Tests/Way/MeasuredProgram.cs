using System.Runtime.CompilerServices;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace RmsOrleans.Architecture.Tests.Way;

/// <summary>A copy of the program whose methods say of which source file they are. What generators made is not counted.</summary>
internal static class MeasuredProgram
{
    /// <returns>The source files, by the number that their methods say.</returns>
    public static IReadOnlyList<string> Make(string built, string copy)
    {
        foreach (var file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        var sources = new List<string>();
        foreach (var project in House.Projects)
            Rewrite(Path.Combine(built, $"{House.Prefix}{project}.dll"), Path.Combine(copy, $"{House.Prefix}{project}.dll"), sources);
        return sources;
    }

    private static void Rewrite(string from, string to, List<string> sources)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(from));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        using var module = ModuleDefinition.ReadModule(from, new ReaderParameters { ReadSymbols = true, AssemblyResolver = resolver });
        var here = module.ImportReference(typeof(Trodden).GetMethod(nameof(Trodden.Here)));
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            if (SourceOf(method) is not { } source)
                continue;

            if (!sources.Contains(source))
                sources.Add(source);
            var body = method.Body;
            body.SimplifyMacros();
            var work = body.GetILProcessor();
            var first = body.Instructions[0];
            work.InsertBefore(first, work.Create(OpCodes.Ldc_I4, sources.IndexOf(source)));
            work.InsertBefore(first, work.Create(OpCodes.Call, here));
            body.OptimizeMacros();
        }
        module.Write(to);
    }

    private static string? SourceOf(MethodDefinition method)
    {
        if ((method.IsGetter || method.IsSetter) && method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == nameof(CompilerGeneratedAttribute)))
            return null; // of a property without code

        var path = method.DebugInformation.SequencePoints.FirstOrDefault(point => !point.IsHidden)?.Document.Url.Replace('\\', '/');
        var at = path?.LastIndexOf("/src/", StringComparison.Ordinal) ?? -1;
        return at < 0 || path!.Contains("/obj/", StringComparison.Ordinal) || path.EndsWith(".g.cs", StringComparison.Ordinal) ? null : path[(at + 1)..];
    }
}
