using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Api.Drafts;

/// <summary>Hands in one complete draft. With a key the draft's id follows from it, so a repeated request meets the same draft.</summary>
internal sealed class Submitting(ISubmissions submissions, IDryRuns dryRuns, IGrainFactory grains, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public async Task<Outcome<DraftReceipt>> Begin(Submit submit, Actor actor, string? key)
    {
        var (id, conditions) = Identify(submit, actor, key);
        return Made(await submissions.Submit(id, submit, actor, conditions), key);
    }

    /// <summary>With files, whose bytes have been stored under the draft's id before.</summary>
    /// <param name="id">From <see cref="IdOf"/>.</param>
    public async Task<Outcome<DraftReceipt>> Begin(Submit submit, Actor actor, string? key, DraftId id) =>
        Made(await submissions.Submit(id, submit, actor, new RequestConditions(Key: RequestKeys.Of(key, submit))), key);

    public DraftId IdOf(Actor actor, string? key) => key is null ? DraftId.New(clock.GetUtcNow()) : DraftId.From(actor.Authority, key);

    public async Task<Outcome<DraftReceipt>> Begin(Prepare prepare, Actor actor, string? key)
    {
        var (id, conditions) = Identify(prepare, actor, key);
        return Made(await grains.Draft(id).Execute(prepare, actor, conditions), key);
    }

    /// <summary>How the draft would stand, or why it would be refused.</summary>
    public async Task<Outcome<DraftReceipt>> Try(DraftCommand first, Actor actor, string? key)
    {
        var (id, conditions) = Identify(first, actor, key);
        var outcome = await dryRuns.Try(id, first, actor, conditions);
        return key is null && outcome.Value is { } receipt ? receipt with { Id = default } : outcome; // it will be another
    }

    /// <summary>Nobody else knows the id of a request without a key: what was found done was done by this one, whose first answer was lost inside.</summary>
    private static Outcome<DraftReceipt> Made(Outcome<DraftReceipt> outcome, string? key) =>
        key is null && outcome.Value is { Repeated: true } receipt ? receipt with { Repeated = false } : outcome;

    private (DraftId Id, RequestConditions Conditions) Identify(DraftCommand command, Actor actor, string? key) => key is null
        ? (DraftId.New(clock.GetUtcNow()), RequestConditions.None)
        : (DraftId.From(actor.Authority, key), new RequestConditions(Key: RequestKeys.Of(key, command)));
}

/// <summary>How a draft stands after a command; <paramref name="Profile"/> is the number of the profile that it has become.</summary>
public sealed record ReceiptResponse(
    DraftId Id, RegistrationNumber? Number, int Version, DraftStatus Status, DateTimeOffset? RegisteredAt, DeadlineResponse? Deadline,
    RegistrationNumber? Profile = null)
{
    public Phrase StatusName => Status.InWords();

    /// <summary>What is taken as it is but hardly meant; left out where there is nothing.</summary>
    public ImmutableArray<Warning>? Warnings { get; init; }

    /// <summary>The number of the file that the command added; left out where it added none.</summary>
    public int? Attachment { get; init; }

    /// <summary>Of a dry run: the command was done before under this key, and would not be done again. Left out everywhere else.</summary>
    public bool? Repeated { get; init; }
}

/// <summary>The deadline that runs; <paramref name="DueAt"/> is the first moment that is too late.</summary>
public sealed record DeadlineResponse(
    DeadlineKind Kind, string Responsible, DateTimeOffset StartedAt, DateTimeOffset DueAt, DateOnly LastDay, Term Term, bool Provisional)
{
    public Phrase KindName => Kind.InWords();

    /// <summary>By the clock of who is responsible, whose days were counted: so the last day ends when it is due.</summary>
    internal static DeadlineResponse? Of(Deadline? deadline, LocalTimes times)
    {
        if (deadline is null)
            return null;

        var zone = times.ZoneOf(deadline.Responsible);
        return new(
            deadline.Kind, deadline.Responsible.Value, deadline.StartedAt.In(zone), deadline.DueAt.In(zone), deadline.LastDay, deadline.Term, deadline.Provisional);
    }
}

internal static class WarningLists
{
    public static ImmutableArray<Warning>? OrNull(this ImmutableArray<Warning> warnings) => warnings.IsEmpty ? null : warnings;
}

/// <summary>Answers commands.</summary>
internal sealed class Receipts(LocalTimes times)
{
    /// <summary>After a command that makes a draft: 201 the first time, 200 when the same request comes again.</summary>
    public IResult OfMade(HttpContext context, Outcome<DraftReceipt> outcome)
    {
        if (outcome.IsRefused)
            return new RefusalAnswer(outcome.Refusal, outcome.Account);

        context.Response.Headers.Location = $"/api/v1/drafts/{outcome.Value.Id}";
        return Of(context, outcome.Value, outcome.Value.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    public IResult OfDone(HttpContext context, Outcome<DraftReceipt> outcome) => outcome.IsRefused
        ? new RefusalAnswer(outcome.Refusal, outcome.Account)
        : Of(context, outcome.Value, StatusCodes.Status200OK);

    /// <summary>After a file was added: 201 the first time, 200 when the same request comes again.</summary>
    public IResult OfAttached(HttpContext context, Outcome<DraftReceipt> outcome)
    {
        if (outcome.IsRefused)
            return new RefusalAnswer(outcome.Refusal, outcome.Account);

        context.Response.Headers.Location = $"/api/v1/drafts/{outcome.Value.Id}/attachments/{outcome.Value.Attachment}";
        return Of(context, outcome.Value, outcome.Value.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    /// <summary>
    /// After a dry run: how the draft would stand, without a number, since which one it would get is known when it gets it. Nothing of it is stored,
    /// so there is no tag.
    /// </summary>
    public IResult OfTried(Outcome<DraftReceipt> outcome)
    {
        if (outcome.IsRefused)
            return new RefusalAnswer(outcome.Refusal);

        var answer = new ReceiptResponse(
            outcome.Value.Id, null, outcome.Value.Version, outcome.Value.Status, null, DeadlineResponse.Of(outcome.Value.Deadline, times))
        {
            Warnings = outcome.Value.Warnings.OrNull(),
            Repeated = outcome.Value.Repeated ? true : null,
        };
        return Answers.Ok(answer, DraftResponseJson.Default.ReceiptResponse);
    }

    private JsonAnswer<ReceiptResponse> Of(HttpContext context, DraftReceipt receipt, int status)
    {
        var zone = times.ZoneOf(receipt.Authority);
        context.Response.Tag(receipt.Line);
        var answer = new ReceiptResponse(
            receipt.Id, receipt.Number, receipt.Version, receipt.Status, receipt.RegisteredAt?.In(zone), DeadlineResponse.Of(receipt.Deadline, times),
            receipt.Profile)
        {
            Warnings = receipt.Warnings.OrNull(),
            Attachment = receipt.Attachment,
        };
        return new(status, answer, DraftResponseJson.Default.ReceiptResponse);
    }
}
