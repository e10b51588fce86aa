using System.Text.Json;
using Dapper;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

/// <summary>What the journal says and what a query shows never differ.</summary>
public abstract class ReadModelContract : StoreContract
{
    private protected ReadModelContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task The_row_is_the_fold_of_the_journal_after_every_step()
    {
        var draft = AppendedDraft.Prepare(Draft(1), Clock.GetUtcNow());
        await Step(draft);
        foreach (var step in (Func<AppendedDraft, DateTimeOffset, AppendedDraft>[])
        [
            (each, at) => each.Edit("Understated customs value of floor tiles", at),
            (each, at) => each.Sign(at),
            (each, at) => each.RefuseVisa("The calculation is missing.", at),
            (each, at) => each.Sign(at),
            (each, at) => each.GiveVisa(VisaRole.CoordinationHead, null, Ceramics.CoordinationHead, at),
            (each, at) => each.GiveVisa(VisaRole.DeputyHead, null, Ceramics.DeputyHead, at),
            (each, at) => each.GiveVisa(VisaRole.UnitHead, Ceramics.OtherUnit, Ceramics.OtherUnitHead, at),
        ])
        {
            Clock.Turn(TimeSpan.FromMinutes(1));
            draft = step(draft, Clock.GetUtcNow());
            await Step(draft);
        }

        Clock.Turn(TimeSpan.FromMinutes(1));
        Assert.Equal(RegistrationEnd.Registered, Assert.Single(await Store.Register(Baltic, draft.ToRegister())).End);
        await AssertRowIsTheFold(Draft(1));
    }

    [StoreFact]
    public async Task The_row_of_a_submission_is_the_fold_of_its_journal()
    {
        await Store.Register(Baltic, Drafts(1, 3));

        await AssertRowIsTheFold(Draft(2));
    }

    [StoreFact]
    public async Task The_row_of_a_discarded_draft_is_the_fold_of_its_journal()
    {
        var draft = AppendedDraft.Prepare(Draft(1), Clock.GetUtcNow());
        await Step(draft);
        await Step(draft.Discard("The goods are no longer imported.", Clock.GetUtcNow()));
    }

    [StoreFact]
    public async Task People_can_read_the_journal_as_text()
    {
        await Store.Register(Baltic, ADraft(1));

        var (subject, payload) = await Store.Query(connection => connection.QuerySingleAsync<(string, string)>(
            "select cast(subject as text), payload from journal where type = 'DraftRegistered'"));

        Assert.Equal(Draft(1).ToString(), subject);
        Assert.Contains("00/10216/21112026/00001", payload, StringComparison.Ordinal);
    }

    private async Task Step(AppendedDraft draft)
    {
        Assert.True(await Store.Journal.Append(draft.Append, default));
        await AssertRowIsTheFold(draft.State.Id);
    }

    private async Task AssertRowIsTheFold(DraftId id)
    {
        var folded = DraftHead.Of(StoredEvents.Table.Fold(await Store.Journal.Read(id, default))!);
        var row = await Store.Query(connection => connection.QuerySingleAsync<Row>(
            """
            select id, authority, kind, status, version, number, sequence, serial, title, territory, mode, paperwork, executor,
              executor_name as "ExecutorName", responsible_unit as "ResponsibleUnit", deadline_missed as "DeadlineMissed",
              prepared_at as "PreparedAt", changed_at as "ChangedAt", registered_at as "RegisteredAt", deadline_at as "DeadlineAt",
              deadline_kind as "DeadlineKind", deadline, responsible, calendar_revision as "CalendarRevision", overdue,
              content_line as "ContentLine", last_line as "LastLine", last_hash as "LastHash"
            from drafts where id = @id
            """,
            new { id }));
        Assert.Equivalent(Row.Of(folded), row, strict: true);
    }

    private sealed class Row
    {
        public DraftId Id { get; init; }
        public AuthorityCode Authority { get; init; }
        public ProfileKind Kind { get; init; }
        public DraftStatus Status { get; init; }
        public int Version { get; init; }
        public RegistrationNumber? Number { get; init; }
        public string? Sequence { get; init; }
        public long? Serial { get; init; }
        public string Title { get; init; } = "";
        public Territory Territory { get; init; }
        public ApplicationMode Mode { get; init; }
        public string Paperwork { get; init; } = "";
        public string? Executor { get; init; }
        public string? ExecutorName { get; init; }
        public string? ResponsibleUnit { get; init; }
        public bool DeadlineMissed { get; init; }
        public DateTimeOffset PreparedAt { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
        public DateTimeOffset? RegisteredAt { get; init; }
        public DateTimeOffset? DeadlineAt { get; init; }
        public DeadlineKind? DeadlineKind { get; init; }
        public string? Deadline { get; init; }
        public AuthorityCode? Responsible { get; init; }
        public long? CalendarRevision { get; init; }
        public bool Overdue { get; init; }
        public int ContentLine { get; init; }
        public int LastLine { get; init; }
        public byte[] LastHash { get; init; } = [];

        public static Row Of(DraftHead head) => new()
        {
            Id = head.Id,
            Authority = head.Authority,
            Kind = head.Kind,
            Status = head.Status,
            Version = head.Version,
            Number = head.Number,
            Sequence = head.Number?.Sequence.Value,
            Serial = head.Number?.Serial,
            Title = head.Title,
            Territory = head.Territory,
            Mode = head.Mode,
            Paperwork = head.Paperwork,
            Executor = head.Executor,
            ExecutorName = head.ExecutorName,
            ResponsibleUnit = head.ResponsibleUnit,
            DeadlineMissed = head.DeadlineMissed,
            Overdue = head.Overdue,
            PreparedAt = head.PreparedAt,
            ChangedAt = head.ChangedAt,
            RegisteredAt = head.RegisteredAt,
            DeadlineAt = head.Deadline?.DueAt,
            DeadlineKind = head.Deadline?.Kind,
            Deadline = head.Deadline is null ? null : JsonSerializer.Serialize(head.Deadline, StoredDraft.Json.Deadline),
            Responsible = head.Deadline?.Responsible,
            CalendarRevision = head.Deadline?.CalendarRevision,
            ContentLine = head.ContentLine,
            LastLine = head.LastLine,
            LastHash = head.LastHash,
        };
    }
}

public sealed class SqliteReadModelTests() : ReadModelContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresReadModelTests(PostgresCluster cluster) : ReadModelContract(new PostgresStage(cluster));
