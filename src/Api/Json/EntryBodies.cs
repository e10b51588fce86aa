using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Api.Json;

/// <summary>An entry that is to be registered.</summary>
/// <param name="Values">What its fields say: each a text in the form that its type asks for.</param>
/// <param name="Authority">Whose entry it is; the caller's own if left out.</param>
/// <param name="ReceivedAt">When what it is about came in; now if left out.</param>
/// <param name="SignedOn">When the paper that came in was signed, where the register asks for it.</param>
/// <param name="Links">What it is linked to.</param>
public sealed record EntryBody(JsonElement Values, AuthorityCode? Authority, DateTimeOffset? ReceivedAt, DateOnly? SignedOn, ImmutableArray<EntryLinkBody>? Links);

/// <summary>A step that is to be taken.</summary>
/// <param name="Values">Fields that are given with it.</param>
/// <param name="Paper">The paper by which it is done, where the step asks for one.</param>
/// <param name="Reason">Why, where the step asks for it.</param>
/// <param name="Responsible">Who is responsible from then on, where the step names somebody.</param>
/// <param name="Executors">Over whom the entry is spread, where the step does that: at most 200.</param>
public sealed record StepBody(JsonElement? Values, EntryPaperBody? Paper, string? Reason, EntryPersonBody? Responsible, ImmutableArray<EntryExecutorBody>? Executors);

/// <summary>One of those over whom an entry is spread.</summary>
/// <param name="Authority">The authority of the entry, or one below it.</param>
/// <param name="Responsible">The person in it, where it is not for its head to name somebody.</param>
/// <param name="DueOn">The last day that is named for this executor, where the register lets one be named; what the register says if left out.</param>
public sealed record EntryExecutorBody(AuthorityCode Authority, EntryPersonBody? Responsible, DateOnly? DueOn);

/// <summary>A paper by its number and its day.</summary>
public sealed record EntryPaperBody(string Number, DateOnly Date);

/// <summary>Somebody by the subject of the token and by name.</summary>
public sealed record EntryPersonBody(string Subject, string Name);

/// <summary>What an entry is linked to.</summary>
/// <param name="To"><c>draft</c>, <c>profile</c>, <c>declaration</c>, <c>trader</c> or <c>entry</c>, as the register allows.</param>
/// <param name="Id">Its number, as it is printed.</param>
public sealed record EntryLinkBody(string To, string Id);

/// <summary>A term that is to be extended.</summary>
/// <param name="Amount">By how much.</param>
/// <param name="Unit">In the unit of the extension that the register allows.</param>
/// <param name="ApplicantToldOn">The day on which the applicant was told, where the register asks for it.</param>
/// <param name="OfExecutors"><c>true</c>: not its own term, but that of each executor who still has to meet it.</param>
public sealed record ExtensionBody(int Amount, SpanUnit Unit, string Reason, DateOnly? ApplicantToldOn, bool? OfExecutors);

/// <summary>Why something is done.</summary>
public sealed record ReasonBody(string Reason);

/// <summary>What an entry says is to be put right.</summary>
/// <param name="Values">The fields that were wrong, as they are right.</param>
public sealed record CorrectionBody(JsonElement Values, string Reason);
