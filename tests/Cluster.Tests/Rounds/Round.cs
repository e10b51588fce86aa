using System.Diagnostics;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Cluster.Tests.Rounds;

/// <summary>
/// An office's clients work, ask again whatever fails, are told by webhooks and listen to events, while one fault happens. At the end what
/// they were told, what the register shows and what they heard must be the same.
/// </summary>
internal sealed class Round(Site site, Nodes nodes, Faults faults, AuthorityCode authority, RoundScale scale)
{
    private const int Submitters = 8;
    private const int LeadersAtOnce = 3;
    private const int RegistrarsAtOnce = 2;

    private readonly Office office = new(authority.Value);

    /// <exception cref="Xunit.Sdk.XunitException">Something that was promised does not hold.</exception>
    public async Task<RoundResult> Run(Fault fault, int node)
    {
        var watch = Stopwatch.StartNew();
        var coordinates = new Credentials(authority, null, Role.Coordinator);
        using var coordinator = nodes.Client(coordinates, scale.Rest);
        using var fcs = nodes.Client(new Credentials(AuthorityCode.Fcs, Life.Unit, Role.Coordinator, Role.Executor, Role.SignatoryDivision), scale.Rest);
        var leaders = new Leaders(office, coordinator, fcs);
        var keepers = new Credentials(authority, null, Role.Registrar, Role.AuthorityHead, Role.CaseOfficer);
        using var keeper = nodes.Client(keepers, scale.Rest);
        var registrars = new Registrars(keeper, keepers.Subject);
        await using var receiver = await WebhookReceiver.Open();
        await receiver.Subscribe(coordinator);
        var listener = new Listener(authority, coordinates.Token(site.Folder));
        using var quiet = new CancellationTokenSource();
        var listening = listener.Listen(nodes.Next, quiet.Token);
        await listener.HasBegun;

        using var stop = new CancellationTokenSource();
        var clients = Task.WhenAll(office.SubmitWhateverComes(coordinator, Submitters, stop.Token), leaders.Lead(LeadersAtOnce, stop.Token), registrars.Work(RegistrarsAtOnce, stop.Token));
        await MoreAreAcknowledged(clients);
        await faults.Happen(fault, node, () => MoreAreAcknowledged(clients), office.WasTurnedAway);
        await MoreAreAcknowledged(clients);
        await stop.CancelAsync();
        await clients;

        await office.AskAgain(coordinator);
        await Register.IsWhole(coordinator, authority, office);
        await registrars.AreWhole();
        foreach (var draft in office.Drafts.Values)
        {
            var life = leaders.Led.GetValueOrDefault(draft, Life.Submission);
            Assert.Equal(life.Lines, (await listener.HasHeard(draft, life.Lines.Count)).Select(heard => heard.What));
            await receiver.WasTold(draft, life.Statuses);
        }
        await quiet.CancelAsync();
        await listening;
        return new RoundResult(office.Drafts.Count, leaders.Led.Count, registrars.Appeals.Count, registrars.Instructions.Count, [.. leaders.Profiles], receiver.Repeated, watch.Elapsed);
    }

    private Task MoreAreAcknowledged(Task clients) => office.HasAcknowledged(office.Acknowledged.Count + scale.Drafts, clients);
}

/// <summary>What a clean round was like.</summary>
/// <param name="Led">How many of the drafts were led to the end of their lives.</param>
/// <param name="Appeals">That were registered and answered.</param>
/// <param name="Instructions">That were given to several persons each.</param>
/// <param name="Profiles">The numbers that were given to profiles.</param>
/// <param name="Repeated">Messages of webhooks that came once more.</param>
internal sealed record RoundResult(int Drafts, int Led, int Appeals, int Instructions, IReadOnlyList<string> Profiles, int Repeated, TimeSpan Took);
