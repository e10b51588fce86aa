using System.Collections.Immutable;
using Dapper;
using RmsOrleans.Grains.Classifiers;

namespace RmsOrleans.Silo.Storage;

/// <summary>Loads of classifiers; the same text for both databases.</summary>
internal sealed class ClassifierStore(IDatabase database) : IClassifierStore
{
    private const string ReadRevision = "select coalesce(max(revision), 0) from classifier_loads";

    private const string ReadAfter = """
        select revision as Revision, classifier as Classifier, rows as Rows, loaded_at as LoadedAt, subject as Subject, name as Name
        from classifier_loads where revision > @revision order by revision
        """;

    private const string Insert = """
        insert into classifier_loads (revision, classifier, rows, loaded_at, subject, name)
        select @revision, @classifier, @rows, @at, @subject, @name where @revision = (select coalesce(max(revision), 0) + 1 from classifier_loads)
        on conflict (revision) do nothing
        """;

    public Task<long> Revision(CancellationToken cancellation) =>
        database.Query(connection => connection.ExecuteScalarAsync<long>(new CommandDefinition(ReadRevision, cancellationToken: cancellation)), cancellation);

    public Task<ImmutableArray<ClassifierLoad>> LoadsAfter(long revision, CancellationToken cancellation) => database.Query(
        async connection =>
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(ReadAfter, new { revision }, cancellationToken: cancellation));
            return rows.Select(row => row.ToLoad()).ToImmutableArray();
        },
        cancellation);

    public Task<bool> Write(ClassifierLoad load, CancellationToken cancellation) => database.Run(
        async (connection, cancellation) =>
        {
            var row = new
            {
                revision = load.Revision,
                classifier = load.Name.ToString(),
                rows = load.Text,
                at = load.At,
                subject = load.Subject,
                name = load.Person,
            };
            return await connection.ExecuteAsync(new CommandDefinition(Insert, row, cancellationToken: cancellation)) > 0;
        },
        cancellation);

    private sealed class Row
    {
        public long Revision { get; init; }
        public string Classifier { get; init; } = "";
        public string Rows { get; init; } = "";
        public DateTimeOffset LoadedAt { get; init; }
        public string Subject { get; init; } = "";
        public string Name { get; init; } = "";

        public ClassifierLoad ToLoad() => new(Revision, Enum.Parse<ClassifierName>(Classifier), Rows, LoadedAt, Subject, Name);
    }
}
