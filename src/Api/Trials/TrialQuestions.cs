using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Json;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Trials;

/// <summary>Makes of a request what is to be tried: it finds the draft or profile, if the caller may read it, and narrows down to what the caller may see.</summary>
internal sealed class TrialQuestions(
    DraftQueries drafts, DraftVisibility visibility, ProfileQueries profiles, Reads reads, IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <summary>Without a first day a run looks so far back.</summary>
    public const int Months = 36;

    private const int MostAuthorities = 1000;

    private static readonly Phrase one = new(
        "Name a draft, a profile, or a risk area, one of the three.", "Укажите либо проект, либо профиль, либо область риска.");

    public async Task<(TrialQuestion? Question, IResult? Problem)> Of(HttpContext context, AskForTrial asked)
    {
        if (((string?[])[asked.Draft, asked.Profile]).Count(name => name is not null) + (asked.RiskArea is null ? 0 : 1) != 1)
            return (null, Problems.BadInput("", one));
        var (to, from) = Period(asked);
        if (Errors(asked, from, to, context.Actor()) is { IsEmpty: false } errors)
            return (null, Problems.BadInput(errors));

        var (tried, problem) = await Find(context, asked);
        if (tried is null)
            return (null, problem);
        var authorities = asked.Authorities is { IsDefaultOrEmpty: false } named ? named : context.Actor().Authority == AuthorityCode.Fcs ? [] : [context.Actor().Authority];
        return (new(
            tried.Area, RiskAreaHash.Of(tried.Area), from, to, authorities, asked.ValidFrom ?? tried.ValidFrom, asked.ValidTo ?? tried.ValidTo, asked.Flow, tried.Draft, tried.Profile,
            new(context.Actor().Authority, context.Actor().Roles), tried.Measures), null);
    }

    private (DateOnly To, DateOnly From) Period(AskForTrial asked)
    {
        var to = asked.To ?? MoscowDays.Of(clock.GetUtcNow());
        return (to, asked.From ?? to.AddMonths(-Months).AddDays(1));
    }

    private ImmutableArray<ValidationError> Errors(AskForTrial asked, DateOnly from, DateOnly to, Actor actor)
    {
        var errors = ImmutableArray.CreateBuilder<ValidationError>();
        if (to < from)
            errors.Add(new("/to", "The last day lies before the first.", "Последний день раньше первого."));
        if (asked is { ValidFrom: { } begin, ValidTo: { } end } && end < begin)
            errors.Add(new("/validTo", "The last day lies before the first.", "Последний день раньше первого."));
        if (asked.Flow is <= 0)
            errors.Add(new("/flow", "Expected a number above 0.", "Ожидается число больше 0."));
        var authorities = asked.Authorities ?? [];
        if (authorities.Length > MostAuthorities)
            errors.Add(new("/authorities", $"At most {MostAuthorities} are named.", $"Указывается не более {MostAuthorities}."));
        for (var i = 0; i < authorities.Length && i < MostAuthorities; i++)
        {
            if (reference.Current.Authorities.Find(authorities[i]) is null)
                errors.Add(new($"/authorities/{i}", $"The register knows no authority {authorities[i]}.", $"В реестре нет таможенного органа {authorities[i]}."));
            else if (!Sees(actor, authorities[i]))
            {
                errors.Add(new(
                    $"/authorities/{i}", "You see the declarations of your own authority and of those below it.",
                    "Вам доступны декларации своего таможенного органа и нижестоящих."));
            }
        }
        if (asked.RiskArea is { } area)
            errors.AddRange(RiskAreaConditions.Errors(area, reference.Current, []));
        return errors.ToImmutable();
    }

    private bool Sees(Actor actor, AuthorityCode authority) => reference.Current.Authorities.Tree.IsWithin(authority.Value, actor.Authority.Value);

    private async Task<(Tried? Tried, IResult? Problem)> Find(HttpContext context, AskForTrial asked)
    {
        if (asked.RiskArea is { } area)
            return (new(area), null);
        return asked.Draft is { } draft ? await FindDraft(context, draft) : await FindProfile(context, asked.Profile!);
    }

    private async Task<(Tried? Tried, IResult? Problem)> FindDraft(HttpContext context, string text)
    {
        if (!DraftId.TryParse(text, out var id) || await drafts.Find(id, context.Actor(), context.RequestAborted) is not { } row)
            return (null, DraftProblems.NoSuchDraft);
        if (visibility.RefuseContent(Operation.GetDraft, context.Actor(), row) is { } refusal)
            return (null, new RefusalAnswer(refusal));
        var draft = await drafts.Whole(id, row.LastLine, context.RequestAborted);
        await reads.Note(context, Operation.GetDraft, row, "trial run");
        var (content, note) = draft.Profile is { } profile ? (profile.Content, profile.Note) : (draft.Content, draft.Note);
        return (new(content.RiskArea, note.ValidFrom, note.ValidTo, id, Measures: CodesOf(content)), null);
    }

    private async Task<(Tried? Tried, IResult? Problem)> FindProfile(HttpContext context, string text)
    {
        if (!RegistrationNumber.TryParse(text, out var number) || await profiles.Find(number, context.Actor(), context.RequestAborted) is not { } profile)
            return (null, ProfileEndpoints.NoSuchProfile);
        var stored = StoredVersion.Read((await profiles.Version(profile.Id, profile.Version, context.RequestAborted)).Payload);
        await reads.Note(context, Operation.GetProfileVersion, profile, "trial run");
        return (new(stored.Content.RiskArea, stored.ValidFrom, stored.ValidTo, Profile: number.ToString(), Measures: CodesOf(stored.Content)), null);
    }

    private static ImmutableArray<string> CodesOf(DraftContent content) => [.. content.Measures.Select(measure => measure.Code)];

    private sealed record Tried(
        RiskArea Area, DateOnly? ValidFrom = null, DateOnly? ValidTo = null, DraftId? Draft = null, string? Profile = null, ImmutableArray<string> Measures = default);
}
