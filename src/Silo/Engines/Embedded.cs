using System.Data.Common;
using Orleans.Embedded;
using RmsOrleans.Grains;
using RmsOrleans.Silo.Storage;

namespace RmsOrleans.Silo.Engines;

/// <summary>Grains in this one process, on <c>src/Orleans.Embedded</c>.</summary>
internal static class GrainEngine
{
    public const string Section = "Engine";

    public static readonly Type Settings = typeof(EmbeddedGrainOptions);

    /// <summary>The tables of reminders and grain state.</summary>
    public static readonly SchemaScript Script = new("engine-embedded-1", EmbeddedSchema.Script);

    /// <summary>How long a draft stays in memory after its last command, at least.</summary>
    private static readonly TimeSpan draftAge = TimeSpan.FromMinutes(1);

    public static void AddGrainEngine(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Script);
        builder.Services.AddSingleton<IEmbeddedDatabase, EmbeddedDatabase>();
        builder.Services.AddOptions<EmbeddedGrainOptions>().BindConfiguration(Section);
        builder.Services.AddEmbeddedGrains(
            options => options.ClassSpecificCollectionAge[GrainClassNames.Draft] = draftAge, typeof(GrainKeys).Assembly);
    }

    /// <summary>Reminders and grain state lie in the same database as the journal.</summary>
    private sealed class EmbeddedDatabase(IDatabase database) : IEmbeddedDatabase
    {
        public Task<T> Run<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation) => database.Run(work, cancellation);
    }
}
