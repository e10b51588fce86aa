using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Suggestions;

namespace RmsOrleans.Grains.Trials;

/// <summary>The id of a trial run.</summary>
[GenerateSerializer, Alias("trial-id"), Immutable, JsonConverter(typeof(TrialIdJson))]
public readonly record struct TrialId([property: Id(0)] Guid Value)
{
    public static TrialId New() => new(Guid.CreateVersion7());

    public static bool TryParse([NotNullWhen(true)] string? text, out TrialId id)
    {
        var valid = Guid.TryParseExact(text, "D", out var value);
        id = new(value);
        return valid;
    }

    public override string ToString() => Value.ToString("D");
}

/// <summary>A trial run's id in JSON.</summary>
public sealed class TrialIdJson() : OneString<TrialId>(new("the id of a trial run", "идентификатор пробного прогона"), "0197f0a4-9d20-7c41-a2b3-51d7e6f80912")
{
    protected override bool TryParse(string text, out TrialId value) => TrialId.TryParse(text, out value);
}

/// <summary>What is to be tried, on which declarations.</summary>
/// <param name="RiskArea">Of the draft or profile, or as it is being typed.</param>
/// <param name="ContentHash">Of the risk area: it says whether what was tried is still what the draft says.</param>
/// <param name="From">The first day, by the numbers of declarations.</param>
/// <param name="To">The last day.</param>
/// <param name="Authorities">Whose declarations, with those of all below them; empty for all.</param>
/// <param name="ValidFrom">The proposed validity, for which consignments are estimated; null where there is none.</param>
/// <param name="Flow">How many declarations are expected over it, where that is known.</param>
[GenerateSerializer, Alias("trial-question"), Immutable]
public sealed record TrialQuestion(
    [property: Id(0)] RiskArea RiskArea,
    [property: Id(1)] string ContentHash,
    [property: Id(2)] DateOnly From,
    [property: Id(3)] DateOnly To,
    [property: Id(4)] ImmutableArray<AuthorityCode> Authorities,
    [property: Id(5)] DateOnly? ValidFrom = null,
    [property: Id(6)] DateOnly? ValidTo = null,
    [property: Id(7)] long? Flow = null,
    [property: Id(8)] DraftId? Draft = null,
    [property: Id(9)] string? Profile = null,
    [property: Id(10)] TrialSight? Sight = null,
    ImmutableArray<string> Measures = default)
{
    /// <summary>Codes of the measures that what is tried demands; none of a risk area that is being typed.</summary>
    [Id(11)] public ImmutableArray<string> Measures { get; init; } = Measures.IsDefault ? [] : Measures;

    /// <summary>Where it is asked what control found in the past, and nothing is tried.</summary>
    [Id(12)] public SuggestionQuestion? Suggest { get; init; }

    /// <summary>A question about what control found in the past.</summary>
    public static TrialQuestion OfPast(SuggestionQuestion asked, DateOnly from, DateOnly to, ImmutableArray<AuthorityCode> authorities) =>
        new(new(""), "suggestion", from, to, authorities) { Suggest = asked };
}

/// <summary>With whose rights a run sees profiles and drafts to compare with.</summary>
[GenerateSerializer, Alias("trial-sight"), Immutable]
public sealed record TrialSight([property: Id(0)] AuthorityCode Authority, [property: Id(1)] ImmutableArray<Role> Roles);

/// <summary>A profile in force or a draft under consideration that a run is compared with; it stays as it was when the run began.</summary>
/// <param name="Draft">If it is one.</param>
/// <param name="Measures">Codes.</param>
internal sealed record TrialOther(string Number, DraftId? Draft, ImmutableArray<string> Measures, RiskArea RiskArea)
{
    /// <summary>Whether what both hit is nothing new: it is in force, and has a measure of what is tried, or that has none yet.</summary>
    public bool Covers(TrialQuestion question) => Draft is null && (question.Measures.IsEmpty || question.Measures.Intersect(Measures, StringComparer.Ordinal).Any());
}

/// <summary>How a trial run stands.</summary>
public enum TrialStatus
{
    /// <summary>It waits until others are done.</summary>
    Queued,
    Running,
    Done,

    /// <summary>Somebody stopped it; what it had found is gone.</summary>
    Stopped,

    /// <summary>It could not be finished.</summary>
    Failed,
}

/// <summary>What people call the states of a trial run.</summary>
public static class TrialStatusNames
{
    private static readonly Phrases<TrialStatus> names = new(status => status switch
    {
        TrialStatus.Queued => new("queued", "в очереди"),
        TrialStatus.Running => new("running", "выполняется"),
        TrialStatus.Done => new("done", "завершён"),
        TrialStatus.Stopped => new("stopped", "остановлен"),
        TrialStatus.Failed => new("failed", "не выполнен"),
    });

    public static Phrase InWords(this TrialStatus status) => names[(int)status];

    public static bool HasEnded(this TrialStatus status) => status is TrialStatus.Done or TrialStatus.Stopped or TrialStatus.Failed;
}
