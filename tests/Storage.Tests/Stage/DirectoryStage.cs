using System.Globalization;
using System.Text.Json;
using Dapper;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>How a batch is published: the real rule, or what a test makes of it.</summary>
internal delegate PublishedBatch Publishing(DirectorySequences sequences, System.Collections.Immutable.ImmutableArray<DirectoryChange> members, DateTimeOffset now);

/// <summary>Profiles in a store: made, changed, and looked at whole.</summary>
internal static class DirectoryStage
{
    private static readonly SequenceKey baltic = new("00-10216");

    /// <summary>Registered drafts; the store asks no draft for its status.</summary>
    public static async Task<DraftHead[]> ADraftToAdopt(this Store store, params int[] numbers)
    {
        var answers = await store.Register(baltic, [.. numbers.Select(number => Requests.Of(new DraftId(new Guid(number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]))))]);
        return [.. answers.Select(answer => answer.Head ?? throw new InvalidOperationException($"The draft was not registered: {answer.End}."))];
    }

    public static Task<DirectoryAnswer[]> Publish(this Store store, params DirectoryChange[] batch) => store.Publish(Store.Publication.Publish, batch);

    public static async Task<DirectoryAnswer[]> Publish(this Store store, Publishing publishing, params DirectoryChange[] batch) =>
        [.. await store.Directory.Publish([.. batch], publishing.Invoke, CancellationToken.None)];

    /// <summary>What a profile's grain hands to the directory.</summary>
    public static async Task<ProfileChange> Change(this Store store, ProfileId id, params ProfileEvent[] events) =>
        ProfileChange.Of(StoredProfileEvents.Table.Fold(await store.Directory.Read(id, default))!, [.. events], Tiles.Actor);

    public static async Task<(string, bool)[]> Scope(this Store store, long revision) => await store.Query(async connection =>
        (await connection.QueryAsync<(string, bool)>("select authority, applies from directory_scopes where revision = @revision order by authority", new { revision })).ToArray());

    /// <summary>Numbers and revisions from 1 on without a gap, every link of both chains as it should be, and every line of a profile with its entry.</summary>
    public static async Task AssertDirectoryIsWhole(this Store store, long profiles, long revisions)
    {
        await store.AssertWhole(SequenceKey.Profiles, profiles);
        var entries = await store.Query(async connection => (await connection.QueryAsync<EntryRow>(
            """
            select e.revision, e.profile, e.line, e.version, e.line_hash as "LineHash", e.at, e.hash, l.hash as "Stored"
            from directory_entries e join journal_lines l on l.subject = e.profile and l.line = e.line order by e.revision
            """)).AsList());
        Assert.Equal(Enumerable.Range(1, (int)revisions).Select(each => (long)each), entries.Select(entry => entry.Revision));
        var previous = Chain.Start;
        foreach (var entry in entries)
        {
            Assert.Equal(entry.Stored, entry.LineHash);
            Assert.Equal(Chain.Registration(previous, SequenceKey.NameOfRevision(entry.Revision), entry.Profile.Value, entry.Version, entry.LineHash, entry.At), entry.Hash);
            previous = entry.Hash;
        }
        Assert.Equal(revisions, await store.Query(connection => connection.ExecuteScalarAsync<long>("select coalesce(sum(last_line), 0) from profiles")));
        Assert.Equal(revisions, await store.Query(connection => connection.ExecuteScalarAsync<long>("select coalesce(max(last_serial), 0) from sequences where key = 'directory'")));
    }

    public static async Task AssertRowIsTheFold(this Store store, ProfileId id)
    {
        var lines = await store.Directory.Read(id, default);
        Audit.AssertChained(lines);
        var head = ProfileHead.Of(StoredProfileEvents.Table.Fold(lines)!);
        var row = await store.Query(connection => connection.QuerySingleAsync<Row>(
            """
            select id, number, serial, draft, draft_number as "DraftNumber", kind, status, version, title, territory, mode, valid_from as "ValidFrom",
              valid_to as "ValidTo", registered_at as "RegisteredAt", changed_at as "ChangedAt", due_at as "DueAt", cancellation,
              content_line as "ContentLine", last_line as "LastLine", last_hash as "LastHash"
            from profiles where id = @id
            """,
            new { id }));
        Assert.Equivalent(Row.Of(head), row, strict: true);
    }

    private sealed class EntryRow
    {
        public long Revision { get; init; }
        public ProfileId Profile { get; init; }
        public int Line { get; init; }
        public int Version { get; init; }
        public byte[] LineHash { get; init; } = [];
        public DateTimeOffset At { get; init; }
        public byte[] Hash { get; init; } = [];
        public byte[] Stored { get; init; } = [];
    }

    private sealed class Row
    {
        public ProfileId Id { get; init; }
        public string Number { get; init; } = "";
        public long Serial { get; init; }
        public DraftId Draft { get; init; }
        public string DraftNumber { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Status { get; init; } = "";
        public int Version { get; init; }
        public string Title { get; init; } = "";
        public string Territory { get; init; } = "";
        public string Mode { get; init; } = "";
        public string ValidFrom { get; init; } = "";
        public string ValidTo { get; init; } = "";
        public DateTimeOffset RegisteredAt { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
        public DateTimeOffset? DueAt { get; init; }
        public string? Cancellation { get; init; }
        public int ContentLine { get; init; }
        public int LastLine { get; init; }
        public byte[] LastHash { get; init; } = [];

        public static Row Of(ProfileHead head) => new()
        {
            Id = head.Id,
            Number = head.Number.ToString(),
            Serial = head.Number.Serial,
            Draft = head.Draft,
            DraftNumber = head.DraftNumber.ToString(),
            Kind = head.Kind.ToString(),
            Status = head.Status.ToString(),
            Version = head.Version,
            Title = head.Title,
            Territory = head.Territory.ToString(),
            Mode = head.Mode.ToString(),
            ValidFrom = head.ValidFrom.ToString("O", CultureInfo.InvariantCulture),
            ValidTo = head.ValidTo.ToString("O", CultureInfo.InvariantCulture),
            RegisteredAt = head.RegisteredAt,
            ChangedAt = head.ChangedAt,
            DueAt = head.DueAt,
            Cancellation = head.Cancellation is null ? null : JsonSerializer.Serialize(head.Cancellation, StoredProfile.Json.DecisionPaper),
            ContentLine = head.ContentLine,
            LastLine = head.LastLine,
            LastHash = head.LastHash,
        };
    }
}
