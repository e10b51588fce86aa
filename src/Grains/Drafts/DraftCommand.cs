using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>A wish about a draft. What came of it is a <c>DraftEvent</c>, or a refusal.</summary>
[GenerateSerializer, Alias("draft-command"), Immutable]
public abstract record DraftCommand
{
    /// <summary>
    /// What is wrong with the command in itself, whoever gives it and however its draft stands. Faults that are known, because parts of it
    /// were <paramref name="unreadable"/> and have harmless values instead, come first, and nothing more is said about those parts.
    /// </summary>
    public ImmutableArray<ValidationError> Errors(ReferenceSnapshot reference, DateTimeOffset now, ImmutableArray<ValidationError> unreadable)
    {
        var errors = new ValidationErrors(unreadable);
        Check(errors, reference, now);
        return unreadable.AddRange(errors.ToImmutable());
    }

    /// <summary>Adds what is wrong with it in itself; nothing, unless a command says more.</summary>
    internal virtual void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
    }

    /// <summary>The event, unless something is wrong with the command.</summary>
    /// <param name="beside">Adds what is wrong with it beside its draft.</param>
    internal Decision IfSound(Circumstances circumstances, Func<DraftEvent> happens, Action<ValidationErrors>? beside = null)
    {
        var errors = new ValidationErrors();
        Check(errors, circumstances.Reference, circumstances.Now);
        beside?.Invoke(errors);
        return errors.IsEmpty ? Decision.Event(happens()) : Refusal.BadInput(errors.ToImmutable());
    }
}

/// <summary>
/// How a draft stands after a command. <paramref name="Line"/> is the number of its last journal line, its <c>ETag</c>;
/// <paramref name="Repeated"/> says that nothing new was written because it had been done before;
/// <paramref name="Profile"/> is the number of the profile that the draft has become.
/// </summary>
[GenerateSerializer, Alias("draft-receipt"), Immutable]
public sealed record DraftReceipt(
    [property: Id(0)] DraftId Id,
    [property: Id(1)] DraftStatus Status,
    [property: Id(2)] int Version,
    [property: Id(3)] int Line,
    [property: Id(4)] RegistrationNumber? Number,
    [property: Id(5)] DateTimeOffset? RegisteredAt,
    [property: Id(6)] Deadline? Deadline,
    [property: Id(7)] bool Repeated,
    [property: Id(8)] AuthorityCode Authority,
    [property: Id(9)] RegistrationNumber? Profile = null)
{
    /// <summary>None as a rule.</summary>
    [Id(10)] public ImmutableArray<Warning> Warnings { get; init; } = [];

    /// <summary>The number of the file that was added.</summary>
    [Id(11)] public int? Attachment { get; init; }

    internal static DraftReceipt Of(DraftHead head) =>
        new(head.Id, head.Status, head.Version, head.LastLine, head.Number, head.RegisteredAt, head.Deadline, Repeated: false, head.Authority);

    /// <summary>What was asked for has been done before.</summary>
    /// <param name="draft">As it stood after it.</param>
    internal static DraftReceipt DoneBefore(Draft draft) => Of(DraftHead.Of(draft)) with
    {
        Repeated = true,
        Profile = draft.AdoptedAs,
        Attachment = draft.JustAttached,
        Warnings = DraftWarnings.Of(draft, draft.ChangedAt),
    };
}

/// <summary>What is doubtful about a draft: what its content says, and its term of validity by the calendar of Moscow.</summary>
public static class DraftWarnings
{
    private const string Over = "validity-over";
    private const string Begun = "first-day-passed";

    /// <summary>Of the profile in the making where there is one, else of what is proposed; none once the draft has come to its end.</summary>
    public static ImmutableArray<Warning> Of(Draft draft, DateTimeOffset now) => draft switch
    {
        { Status: DraftStatus.Discarded or DraftStatus.Inexpedient or DraftStatus.Withdrawn or DraftStatus.Adopted } => [],
        { Profile: { } profile } => Of(profile.Content, profile.Note, now, "/profile"),
        _ => Of(draft.Content, draft.Note, now),
    };

    /// <param name="at">What content and note stand in.</param>
    public static ImmutableArray<Warning> Of(DraftContent content, ExplanatoryNote note, DateTimeOffset now, string at = "") =>
        [.. ContentWarnings.Of(content, $"{at}/content"), .. Of(note, MoscowDays.Of(now), $"{at}/note")];

    private static ImmutableArray<Warning> Of(ExplanatoryNote note, DateOnly today, string at)
    {
        if (note.ValidTo < today)
        {
            return [new($"{at}/validTo", Over, new(
                $"The validity was over on {note.ValidTo:yyyy-MM-dd}; no profile can be made of it until that is changed.",
                $"Срок действия истёк {note.ValidTo:dd.MM.yyyy}; пока он не изменён, профиль утвердить нельзя."))];
        }
        if (note.ValidFrom < today)
        {
            return [new($"{at}/validFrom", Begun, new(
                $"The first day, {note.ValidFrom:yyyy-MM-dd}, has passed; a profile holds from the day of its number at the earliest.",
                $"Первый день ({note.ValidFrom:dd.MM.yyyy}) уже прошёл; профиль действует не ранее дня присвоения номера."))];
        }
        return [];
    }
}
