using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Storage.Reference;

/// <summary>Loads of one kind of reference data; the same text for both databases.</summary>
internal sealed class LoadStore<TLoad>(IDatabase database, LoadTable<TLoad> table) : ILoadStore<TLoad> where TLoad : IRevised
{
    private readonly string readRevision = $"select coalesce(max(revision), 0) from {table.Name}";

    private readonly string readAfter = $"""
        select revision as Revision, {table.Part} as Part, {table.Content} as Content, loaded_at as At, subject as Subject, name as Name
        from {table.Name} where revision > @revision order by revision
        """;

    private readonly string insert = $"""
        insert into {table.Name} (revision, {table.Part}, {table.Content}, loaded_at, subject, name)
        select @Revision, @Part, @Content, @At, @Subject, @Name where @Revision = (select coalesce(max(revision), 0) + 1 from {table.Name})
        on conflict (revision) do nothing
        """;

    public Task<long> Revision(CancellationToken cancellation) =>
        database.Query(connection => connection.One<long>(readRevision, null, cancellation), cancellation);

    public Task<ImmutableArray<TLoad>> LoadsAfter(long revision, CancellationToken cancellation) => database.Query<ImmutableArray<TLoad>>(
        async connection => [.. (await connection.List<LoadRow>(readAfter, new { revision }, cancellation)).Select(table.Read)], cancellation);

    public Task<bool> Write(TLoad load, CancellationToken cancellation) => database.Run(
        async (connection, cancellation) => await connection.Execute(insert, table.Write(load), cancellation) > 0, cancellation);
}
