using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Registers;

/// <summary>What an accepted proposal opens: the update or the cancellation of its profile, for whoever may do it, until a decision on the profile has been taken.</summary>
internal sealed class OpenedCommands(ProfileQueries profiles)
{
    public async Task<EntryOpensResponse?> Of(EntryView view, Actor actor, CancellationToken cancellation)
    {
        if (view.Entry is not { Kind: ProfileProposals.Register, State: ProfileProposals.Accepted } entry
            || view.History.LastOrDefault(line => line.State == ProfileProposals.Accepted) is not { Paper: { } paper } accepted
            || !RegistrationNumber.TryParse(entry.Links.FirstOrDefault(link => link.To == "profile")?.Id ?? Said(view, "number"), out var number)
            || await profiles.Find(number, actor, cancellation) is not { } profile)
            return null;

        var command = Said(view, "wish") == ProfileProposals.Update ? typeof(UpdateProfile) : typeof(CancelProfile);
        var row = ProfileCommandTable.All.Of(command);
        if (!ProfileSteps.For(actor, profile.Status).Contains(row.Route!) || await profiles.IsDecidedSince(profile.Id, accepted.At, cancellation))
            return null;
        return new(number, row.Route!, row.Name, new(paper.Number, paper.Date, Reason(view)));
    }

    /// <summary>The proposal is the basis; what it said stands there as it was.</summary>
    private static Phrase Reason(EntryView view)
    {
        var entry = view.Entry;
        var reason = new Phrase(
            $"Proposal No. {entry.Number} of {MoscowDays.Of(entry.RegisteredAt):yyyy-MM-dd}.", $"Предложение № {entry.Number} от {MoscowDays.Of(entry.RegisteredAt):dd.MM.yyyy}.");
        foreach (var name in (ReadOnlySpan<string>)["figures", "reasons", "conclusion"])
        {
            if (Said(view, name) is { } text)
                reason += Phrase.Same($"\n{text}");
        }
        return reason;
    }

    private static string? Said(EntryView view, string name) => view.Fields.FirstOrDefault(field => field.Field.Name == name)?.Value;
}

/// <summary>A command of a profile that an entry leads to, filled in with what the entry says.</summary>
/// <param name="Route">The route of the profile.</param>
/// <param name="RouteName">What people call the command.</param>
/// <param name="Decision">As the command takes it.</param>
public sealed record EntryOpensResponse(RegistrationNumber Profile, string Route, Phrase RouteName, OpenedDecision Decision);

/// <summary>The decision on which a profile is to be changed.</summary>
/// <param name="Number">Of the paper by which the proposal was accepted.</param>
/// <param name="Date">Of that paper.</param>
/// <param name="Reason">The proposal by its number, with its figures and its reasons.</param>
public sealed record OpenedDecision(string Number, DateOnly Date, Phrase Reason);
