using System.Text.Json.Serialization;
using RmsOrleans.Declarations.Loading;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Api.Declarations;

/// <summary>A load of declarations, events, outcomes or price points, and what became of its lines.</summary>
/// <param name="Id">The number of the load; left out of one that was only tried.</param>
/// <param name="Kind">What its lines are.</param>
/// <param name="Format">How the file is written.</param>
/// <param name="Mapping">By which mapping its columns were read.</param>
/// <param name="Source">As its sender called it.</param>
/// <param name="State">How far it is.</param>
/// <param name="Lines">How many records were read; several lines of a table that are one declaration are one.</param>
/// <param name="Taken">How many were stored.</param>
/// <param name="Unchanged">How many were there with the same content.</param>
/// <param name="Refused">How many have a fault.</param>
/// <param name="Conflicts">How many were there in the same version with another content; nothing of them is stored.</param>
/// <param name="Stale">How many lie between versions that are stored; nothing of them is stored.</param>
/// <param name="PeriodFrom">The first day of the declarations that were stored.</param>
/// <param name="PeriodTo">The last day of the declarations that were stored.</param>
/// <param name="Sha256">Of the file as it was received, hexadecimal; left out where it did not come to its end.</param>
/// <param name="Revision">Of the data behind the load; left out while it runs.</param>
/// <param name="BegunAt">When it began.</param>
/// <param name="EndedAt">When it ended; left out while it runs.</param>
/// <param name="By">Who sent it.</param>
/// <param name="Failure">Why the file could not be read to its end.</param>
/// <param name="FailureName">The same in words.</param>
/// <param name="Faults">What is wrong with lines, in the order of the file; of many, a page.</param>
/// <param name="NextFaults">Send it as <c>after</c> for the faults after these, if there are any.</param>
public sealed record DeclarationLoadResponse(
    long? Id, bool Applied, RecordKind Kind, FileFormat Format, string? Mapping, string Source, LoadState State, long Lines, long Taken, long Unchanged, long Refused, long Conflicts,
    long Stale, DateOnly? PeriodFrom, DateOnly? PeriodTo, string? Sha256, long? Revision, DateTimeOffset BegunAt, DateTimeOffset? EndedAt, LoadSender By, FileFault? Failure,
    Phrase? FailureName, ImmutableArray<LoadFault>? Faults, long? NextFaults)
{
    /// <summary>How far it is, in words.</summary>
    public Phrase StateName => FaultWords.InWords(State);

    /// <summary>Who has taken it back, so that its price points do not count; left out of one that was not.</summary>
    public LoadWithdrawal? Withdrawal { get; init; }

    internal static DeclarationLoadResponse Of(LoadRow row, IReadOnlyList<LoadFaultRow>? faults = null, int limit = 0) => new(
        row.Id, true, row.Kind, row.Format, row.Mapping, row.Source, row.State, row.Lines, row.Taken, row.Unchanged, row.Refused, row.Conflicts, row.Stale, row.PeriodFrom, row.PeriodTo,
        row.Sha256, row.Revision, row.BegunAt.In(MoscowDays.Zone), row.EndedAt?.In(MoscowDays.Zone), new(row.Subject, row.Name, row.Authority), row.Failure,
        row.Failure is { } failure ? FaultWords.InWords(failure, row.Detail) : null, faults is null ? null : [.. faults.Take(limit).Select(LoadFault.Of)],
        faults?.Count > limit ? faults[limit - 1].Position : null)
    {
        Withdrawal = LoadWithdrawal.Of(row),
    };

    internal static DeclarationLoadResponse Of(TriedLoad tried, BegunLoad load, DateTimeOffset at) => new(
        null, false, load.Kind, load.Format, load.Mapping, load.Source, tried.State, tried.Counts.Lines, tried.Counts.Taken, tried.Counts.Unchanged, tried.Counts.Refused, tried.Counts.Conflicts,
        tried.Counts.Stale, tried.Period?.From, tried.Period?.To, tried.Sha256, null, at.In(MoscowDays.Zone), null, new(load.By.Subject, load.By.Name, load.By.Authority), tried.Failure,
        tried.Failure is { } failure ? FaultWords.InWords(failure, tried.Detail) : null, [.. tried.Faults.Select(LoadFault.Of)], null);
}

/// <summary>Who sent a load.</summary>
/// <param name="Subject">Of the token.</param>
public sealed record LoadSender(string Subject, string Name, AuthorityCode Authority);

/// <summary>Somebody has taken a load of price points back: they stay as they are, and no longer count.</summary>
/// <param name="Load">The number of the load.</param>
/// <param name="Source">As its sender called it.</param>
/// <param name="By">Who it was.</param>
/// <param name="Authority">Whose official that is.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
public sealed record LoadWithdrawal(long Load, string Source, string By, AuthorityCode Authority, DateTimeOffset At, string Reason)
{
    internal static LoadWithdrawal? Of(LoadRow row) =>
        row.Withdrawal is { } withdrawn ? new(row.Id, row.Source, withdrawn.By, withdrawn.Authority, withdrawn.At.In(MoscowDays.Zone), withdrawn.Reason) : null;
}

/// <summary>Something that is wrong with a line of a load.</summary>
/// <param name="Line">In the file, from 1; of a table with its header.</param>
/// <param name="Pointer">Where in the declaration, as a JSON pointer; empty for the whole line.</param>
/// <param name="Code">What it is, by a name that never changes its meaning.</param>
public sealed record LoadFault(long Line, string Pointer, FaultCode Code, Phrase Detail)
{
    internal static LoadFault Of(LoadFaultRow row) => new(row.Line, row.Pointer, row.Code, FaultWords.InWords(row.Code, row.Detail));
}

/// <summary>Loads, the latest first.</summary>
/// <param name="Next">Send it as <c>before</c> for the loads before these, if there are any.</param>
public sealed record DeclarationLoadList(ImmutableArray<DeclarationLoadResponse> Items, long? Next);

/// <summary>A mapping that a load can name.</summary>
/// <param name="About">What files it is for.</param>
/// <param name="Kind">What lines of such a file are.</param>
/// <param name="Columns">The columns that a file must have.</param>
/// <param name="Fault">Why it cannot be used, where its file is no mapping.</param>
public sealed record DeclarationMapping(string Name, string? About, RecordKind? Kind, ImmutableArray<string>? Columns, string? Fault);

/// <summary>All mappings that a load can name.</summary>
public sealed record DeclarationMappingList(ImmutableArray<DeclarationMapping> Items);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeclarationLoadResponse))]
[JsonSerializable(typeof(DeclarationLoadList))]
[JsonSerializable(typeof(DeclarationMappingList))]
[JsonSerializable(typeof(DeclarationCoverageList))]
[JsonSerializable(typeof(DeclarationResponse))]
internal sealed partial class DeclarationResponseJson : JsonSerializerContext;
