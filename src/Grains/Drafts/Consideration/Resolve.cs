using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// The executor resolves. Each resolution carries its own: Expedient <paramref name="AgreedBy"/> (the executor's immediate head),
/// Inexpedient <paramref name="Reasons"/>, GatheringInformation <paramref name="Needed"/> and <see cref="Bodies"/>, FinalisationByFcs
/// <paramref name="Analysis"/>, FinalisationByAuthority <see cref="Remarks"/>, RequestToDirectorate <paramref name="Question"/> and the
/// directorate's <paramref name="Unit"/>.
/// </summary>
[GenerateSerializer, Alias("resolve"), Immutable]
public sealed record Resolve(
    [property: Id(0)] Resolution Resolution,
    [property: Id(1)] string? AgreedBy = null,
    [property: Id(2)] string? Reasons = null,
    [property: Id(3)] string? Needed = null,
    ImmutableArray<string> Bodies = default,
    [property: Id(5)] string? Analysis = null,
    ImmutableArray<string> Remarks = default,
    [property: Id(7)] string? Question = null,
    [property: Id(8)] string? Unit = null) : DraftCommand
{
    public const string Route = "resolution";

    internal const int MostRemarks = 500;

    /// <summary>From which bodies information is needed.</summary>
    [Id(4)] public ImmutableArray<string> Bodies { get; init; } = Bodies.OrEmpty();

    /// <summary>What the draft's authority is to mend; each is answered by number when the draft is resubmitted.</summary>
    [Id(6)] public ImmutableArray<string> Remarks { get; init; } = Remarks.OrEmpty();

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        if (errors.IsUnreadable(new JsonPointer("/resolution")))
            return;

        Carried(Resolution.Expedient, "/agreedBy", AgreedBy);
        Carried(Resolution.Inexpedient, "/reasons", Reasons);
        Carried(Resolution.GatheringInformation, "/needed", Needed);
        CarriedList(Resolution.GatheringInformation, "/bodies", Bodies);
        Carried(Resolution.FinalisationByFcs, "/analysis", Analysis);
        CarriedList(Resolution.FinalisationByAuthority, "/remarks", Remarks);
        Carried(Resolution.RequestToDirectorate, "/question", Question);
        Carried(Resolution.RequestToDirectorate, "/unit", Unit);

        void Carried(Resolution by, string pointer, string? text)
        {
            if (Resolution == by && (text is null || pointer != "/unit")) // a unit that is there is looked up beside the draft
                errors.Text(pointer, text ?? "");
            else if (Resolution != by && text is not null)
                errors.Add(pointer, $"Only the resolution {by} carries this.", $"Это указывается только в резолюции «{by.InWords().Ru}».");
        }

        void CarriedList(Resolution by, string pointer, ImmutableArray<string> texts)
        {
            if (Resolution != by && !texts.IsEmpty)
                errors.Add(pointer, $"Only the resolution {by} carries this.", $"Это указывается только в резолюции «{by.InWords().Ru}».");
            else if (Resolution == by && texts.IsEmpty)
                errors.Add(pointer, "At least one is needed.", "Необходимо указать хотя бы один пункт.");
            else
                TextLists.Check(errors, new JsonPointer(""), pointer, texts, MostRemarks);
        }
    }
}

/// <summary>What the FCS can resolve on a draft; each names the status it leads to.</summary>
public enum Resolution
{
    Expedient,
    Inexpedient,
    GatheringInformation,
    FinalisationByFcs,
    FinalisationByAuthority,
    RequestToDirectorate,
}

/// <summary>What people call the resolutions.</summary>
public static class ResolutionNames
{
    private static readonly Phrases<Resolution> names = new(resolution => resolution switch
    {
        Resolution.Expedient => new("Expedient", "Целесообразно"),
        Resolution.Inexpedient => new("Inexpedient", "Нецелесообразно"),
        Resolution.GatheringInformation => new("Gather information", "Сбор информации"),
        Resolution.FinalisationByFcs => new("Finalise at the FCS", "Доработать в ФТС России"),
        Resolution.FinalisationByAuthority => new("Send back to the authority for finalisation", "Возвратить на доработку в таможенный орган"),
        Resolution.RequestToDirectorate => new("Ask the directorate for its opinion", "Запросить заключение РТУ"),
    });

    public static Phrase InWords(this Resolution resolution) => names[(int)resolution];
}

/// <summary>The draft's own coordinator takes it back; its number stays.</summary>
[GenerateSerializer, Alias("withdraw"), Immutable]
public sealed record Withdraw([property: Id(0)] string Reason) : DraftCommand
{
    public const string Route = "withdrawal";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.Text("/reason", Reason);

    internal Decision Decide(Circumstances circumstances) => IfSound(circumstances, () => new DraftWithdrawn(Reason));
}
