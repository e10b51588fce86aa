using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The head of the RMS department convenes a joint meeting of units of the FCS.</summary>
[GenerateSerializer, Alias("convene-meeting"), Immutable]
public sealed record ConveneMeeting([property: Id(0)] ImmutableArray<string> Units, [property: Id(1)] bool Acting = false) : DraftCommand, IActing
{
    public const string Route = "meeting";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        var at = new JsonPointer("/units");
        if (Units.Length < 2 && !errors.IsUnreadable(at))
            errors.Add(at, "A joint meeting is of two or more units.");
        UnitLists.Check(errors, at, Units);
    }

    internal Decision Decide(Draft draft, Circumstances circumstances) => draft.Consideration.MeetingIsOpen
        ? draft.Refuse("A joint meeting has been convened already, and has no minutes yet")
        : IfSound(circumstances, () => new MeetingConvened(Units, Acting));
}

internal sealed record MeetingConvened(ImmutableArray<string> Units, bool Acting = false) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with { Consideration = draft.Consideration with { Meeting = Units } };
}

/// <summary>The minutes of the convened meeting. A <paramref name="ResponsibleUnit"/> is needed where a profile should be developed.</summary>
[GenerateSerializer, Alias("record-minutes"), Immutable]
public sealed record RecordMinutes(
    [property: Id(0)] string Number,
    [property: Id(1)] DateOnly Date,
    [property: Id(2)] string Text,
    [property: Id(3)] bool DevelopProfile,
    [property: Id(4)] string? ResponsibleUnit = null) : DraftCommand
{
    public const string Route = "minutes";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        errors.Text("/number", Number);
        errors.Text("/text", Text);
        if (ResponsibleUnit is { } unit)
            errors.Name(new JsonPointer("/responsibleUnit"), unit);
        else if (DevelopProfile)
            errors.Add("/responsibleUnit", "Where a profile should be developed, a unit is responsible for it.");
    }

    internal Decision Decide(Draft draft, Circumstances circumstances) => draft.Consideration.MeetingIsOpen
        ? IfSound(circumstances, () => new MinutesRecorded(new Minutes(Number, Date, Text, DevelopProfile, ResponsibleUnit)))
        : draft.Refuse("Minutes are those of a joint meeting, and none is convened");
}

internal sealed record MinutesRecorded(Minutes Minutes) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with
    {
        Consideration = draft.Consideration with { Meeting = [], Minutes = Minutes },
        ResponsibleUnit = Minutes.ResponsibleUnit ?? draft.ResponsibleUnit,
    };
}
