using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>A draft as its journal tells it: the fold of its lines. It changes only by its events.</summary>
public sealed record Draft : Journaled
{
    public required DraftId Id { get; init; }

    public required DraftStatus Status { get; init; }

    public required AuthorityCode Authority { get; init; }

    public required Author Author { get; init; }

    public required ProfileKind Kind { get; init; }

    public required DraftContent Content { get; init; }

    public required ExplanatoryNote Note { get; init; }

    public required PaperworkState Paperwork { get; init; }

    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>The line that has the present content and note; the note's number of consignments may be a later one's, of an attached trial run.</summary>
    public required int ContentLine { get; init; }

    public int Version { get; init; } = 1;

    public RegistrationNumber? Number { get; init; }

    public DateTimeOffset? RegisteredAt { get; init; }

    public Deadline? Deadline { get; init; }

    /// <summary>The running deadline has passed, and its line stands in the journal.</summary>
    public bool DeadlineIsMissed { get; init; }

    /// <summary>Raised by a missed deadline until a step ends its term; the automatic return is no such step.</summary>
    public bool Overdue { get; init; }

    /// <summary>The FCS official to whom the draft is assigned.</summary>
    public Official? Executor { get; init; }

    /// <summary>The FCS unit that is responsible for the draft.</summary>
    public string? ResponsibleUnit { get; init; }

    public ConsiderationState Consideration { get; init; } = new();

    /// <summary>The profile that is made of the draft, once it is found expedient.</summary>
    public ProfileState? Profile { get; init; }

    /// <summary>Those that were registered, in order.</summary>
    public ImmutableArray<DraftVersion> Versions { get; init; } = [];

    /// <summary>The number of the profile that it has become.</summary>
    public RegistrationNumber? AdoptedAs { get; init; }

    /// <summary>Files, with those that were taken out, by their numbers.</summary>
    public ImmutableArray<Attachment> Attachments { get; init; } = [];

    /// <summary>The trial run that goes with the draft.</summary>
    public AttachedRun? TrialRun { get; init; }

    public string Unit => Paperwork.Unit;

    /// <summary>The number of the file that the last line added; null if it added none.</summary>
    internal int? JustAttached => Attachments is [.., { Line: var line, Number: var number }] && line == Line ? number : null;

    /// <summary>In another status, or in the same one anew. It ends the term that ran, and with it what that term was late for.</summary>
    internal Draft Enter(DraftStatus status, Deadline? deadline) =>
        this with { Status = status, Deadline = deadline, DeadlineIsMissed = false, Overdue = false };
}

/// <summary>What the journal of a draft records, by the names in <see cref="StoredEvents"/>.</summary>
internal abstract record DraftEvent : JournalEvent<Draft>;

/// <summary>What happens to the profile that is made of a draft.</summary>
internal abstract record ProfileWorkEvent : DraftEvent
{
    public sealed override Draft Apply(Draft draft, EventLine line) =>
        draft.Profile is { } profile ? Apply(draft, profile) : base.Apply(draft, line);

    protected abstract Draft Apply(Draft draft, ProfileState profile);
}

/// <summary>A person to whom something is assigned. <paramref name="Subject"/> is what the person's token says, and what matches.</summary>
public sealed record Official(string Subject, string Name)
{
    /// <summary>Who wrote a line of a journal; null where it was a program, or time.</summary>
    public static Official? WhoWrote(JournalLine line) =>
        LineActor.Read(line.Actor) is var writer && writer.Role != Role.System.Name() ? new(writer.Subject, writer.Name) : null;
}

/// <summary>A command that the person acting for the holder of an office may give.</summary>
internal interface IActing
{
    bool Acting { get; }
}

/// <summary>A version as it was registered or resubmitted; it stays whole whatever is edited later.</summary>
/// <param name="Answers">To the remarks on the version before.</param>
public sealed record DraftVersion(
    int Version,
    DateTimeOffset RegisteredAt,
    ProfileKind Kind,
    DraftContent Content,
    ExplanatoryNote Note,
    PaperworkState Paperwork,
    ImmutableArray<RemarkAnswer> Answers)
{
    /// <summary>On this version, numbered from 1; none unless it was sent back for finalisation.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    internal static DraftVersion Of(Draft draft, int version, DateTimeOffset at, ImmutableArray<RemarkAnswer> answers) =>
        new(version, at, draft.Kind, draft.Content, draft.Note, draft.Paperwork, answers);
}

/// <summary>A draft's id for ever: random and time-ordered, or derived from an authority's idempotency key.</summary>
[GenerateSerializer, Alias("draft-id"), Immutable, JsonConverter(typeof(DraftIdJson))]
public readonly record struct DraftId([property: Id(0)] Guid Value)
{
    public static DraftId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>The same authority and key give the same id on every node, so the primary key itself catches a repeated request.</summary>
    public static DraftId From(AuthorityCode authority, string idempotencyKey) => new(DerivedId.Of($"{authority.Value}\n{idempotencyKey}"));

    public static bool TryParse([NotNullWhen(true)] string? text, out DraftId id)
    {
        var valid = Guid.TryParseExact(text, "D", out var value);
        id = new DraftId(value);
        return valid;
    }

    public override string ToString() => Value.ToString("D");
}

/// <summary>A draft's id in JSON.</summary>
public sealed class DraftIdJson() : OneString<DraftId>(new("a draft id", "идентификатор проекта"), "0197f0a4-6c1e-7b55-8d0a-3f2b9c4d5e6f")
{
    protected override bool TryParse(string text, out DraftId value) => DraftId.TryParse(text, out value);
}

/// <summary>Ids that follow from what they name: the same on every node, so that a primary key catches what is asked twice.</summary>
internal static class DerivedId
{
    public static Guid Of(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        var id = hash[..16];
        id[6] = (byte)((id[6] & 0x0F) | 0x80); // RFC 9562: version 8, an id by the maker's own rule
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
