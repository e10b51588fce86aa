using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What a rule answers to a command.</summary>
internal abstract record Decision
{
    /// <summary>These events are to be written; with <paramref name="Registers"/> the draft then gets its number in the same transaction.</summary>
    public sealed record Happens(ImmutableArray<DraftEvent> Events, bool Registers = false) : Decision;

    /// <summary>The approved draft becomes a profile with this content and note: one transaction makes both, and the directory's entry.</summary>
    public sealed record Adopts(DraftContent Content, ExplanatoryNote Note) : Decision;

    /// <summary>It has been done before, and wrote its last line then.</summary>
    public sealed record DoneBefore(int Line) : Decision;

    public sealed record Refused(Refusal Refusal) : Decision;

    /// <summary>The status does not allow it, or not yet; the refusal then says what is possible instead.</summary>
    /// <param name="Why">A sentence without its full stop.</param>
    /// <param name="More">What else would help, as a sentence of its own.</param>
    public sealed record NotNow(Phrase Why, Phrase? More = null) : Decision
    {
        public NotNow(string en, string ru)
            : this(new Phrase(en, ru))
        {
        }
    }

    public static Decision Event(DraftEvent happened) => new Happens([happened]);

    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);
}

/// <summary>What a rule is told beside the draft and the command: when, who asks, the reference data as they stand, and the settings.</summary>
internal sealed record Circumstances(
    DateTimeOffset Now, Actor Actor, RequestConditions Conditions, ReferenceSnapshot Reference, ConsiderationSettings Consideration)
{
    /// <summary>How much may go with a draft.</summary>
    public AttachmentSettings Attachments { get; init; } = AttachmentSettings.Usual;

    public AuthorityRegister Authorities => Reference.Authorities;

    public UnitRegister Units => Reference.Authorities.Units;

    /// <summary>A deadline whose term begins now.</summary>
    public Deadline StartTerm(DeadlineKind kind, AuthorityCode responsible) => Reference.StartTerm(kind, responsible, Now);
}

/// <summary>The clock, the reference data of this node and the settings, as they stand when a command comes.</summary>
internal sealed class CurrentCircumstances(
    IReferenceData reference, IOptions<ConsiderationSettings> consideration, IOptions<AttachmentSettings> attachments,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public ReferenceSnapshot Reference => reference.Current;

    /// <param name="changedAt">When the draft was last changed; null if it does not exist.</param>
    public Circumstances Of(Actor actor, RequestConditions conditions, DateTimeOffset? changedAt) =>
        new(Moments.NotBefore(Now, changedAt), actor, conditions, reference.ForDecision(), consideration.Value) { Attachments = attachments.Value };
}
