using Dapper;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

/// <summary>Profiles and the directory: a number, a revision, the lines that bear them and the read model are one transaction.</summary>
public abstract class DirectoryContract : StoreContract
{
    private protected DirectoryContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task An_adoption_links_draft_and_profile_under_one_number()
    {
        var draft = (await Store.ADraftToAdopt(1))[0];

        var answer = Assert.Single(await Store.Publish(Tiles.Adopt(draft)));

        Assert.Equal(RegistrationEnd.Registered, answer.End);
        Assert.Equal("13/100000/21112026/00001", answer.Profile!.Number.ToString());
        var adopted = StoredEvents.Table.Fold(await Store.Journal.Read(draft.Id, default))!;
        Assert.Equal((DraftStatus.Adopted, draft.LastLine + 1), (adopted.Status, adopted.Line));
        var profile = StoredProfileEvents.Table.Fold(await Store.Directory.Read(answer.Profile.Id, default))!;
        Assert.Equal((draft.Id, draft.Number, answer.Profile.Number), (profile.Draft, profile.DraftNumber, profile.Number));
        await Store.AssertDirectoryIsWhole(profiles: 1, revisions: 1);
    }

    [StoreFact]
    public async Task The_row_is_the_fold_of_the_journal_after_every_change()
    {
        var profile = await Adopted(1);
        await Store.AssertRowIsTheFold(profile);

        foreach (var happened in (ProfileEvent[])
        [
            new ProfileInForce(new DateOnly(2026, 12, 1)),
            new ProfileUpdated(2, Tiles.Decision, Tiles.Of("10702000"), Ceramics.Note, new DateOnly(2026, 12, 1), new DateOnly(2027, 3, 31)),
            new ProfileCancellationDecided(Tiles.Decision),
            new ProfileCancelled(Tiles.Decision),
        ])
        {
            Clock.Turn(TimeSpan.FromMinutes(1));
            Assert.Equal(RegistrationEnd.Registered, Assert.Single(await Store.Publish(await Store.Change(profile, happened))).End);
            await Store.AssertRowIsTheFold(profile);
        }
        await Store.AssertDirectoryIsWhole(profiles: 1, revisions: 5);
    }

    [StoreFact]
    public async Task A_profile_whose_first_day_has_come_is_in_force_at_once_and_both_changes_have_a_revision()
    {
        var draft = (await Store.ADraftToAdopt(1))[0];

        var answer = Assert.Single(await Store.Publish(Tiles.Adopt(draft, note: Tiles.Valid("2026-11-01", "2027-10-31"))));

        Assert.Equal((ProfileStatus.InForce, new DateOnly(2026, 11, 21), 2L), (answer.Profile!.Status, answer.Profile.ValidFrom, answer.Profile.Revision));
        await Store.AssertRowIsTheFold(answer.Profile.Id);
        await Store.AssertDirectoryIsWhole(profiles: 1, revisions: 2);
    }

    [StoreFact]
    public async Task An_entry_names_those_before_and_those_after_the_change()
    {
        var profile = await Adopted(1);

        await Store.Publish(await Store.Change(profile, new ProfileUpdated(
            2, Tiles.Decision, Tiles.Of("10702000", "10502000"), Ceramics.Note, new DateOnly(2026, 12, 1), new DateOnly(2027, 3, 31))));

        Assert.Equal([("10216000", true)], await Store.Scope(1));
        Assert.Equal([("10216000", false), ("10502000", true), ("10702000", true)], await Store.Scope(2));
    }

    [StoreFact]
    public async Task A_batch_gets_numbers_and_revisions_in_its_order()
    {
        var drafts = await Store.ADraftToAdopt(1, 2, 3, 4);

        var answers = await Store.Publish([.. drafts.Select(draft => Tiles.Adopt(draft))]);

        Assert.Equal([1, 2, 3, 4], answers.Select(answer => answer.Profile!.Number.Serial));
        Assert.Equal([1, 2, 3, 4], answers.Select(answer => answer.Profile!.Revision));
        await Store.AssertDirectoryIsWhole(profiles: 4, revisions: 4);
    }

    [StoreFact]
    public async Task Asking_twice_changes_nothing()
    {
        var draft = (await Store.ADraftToAdopt(1))[0];
        await Store.Publish(Tiles.Adopt(draft));

        Assert.Equal(RegistrationEnd.MovedOn, Assert.Single(await Store.Publish(Tiles.Adopt(draft))).End);
        await Store.AssertDirectoryIsWhole(profiles: 1, revisions: 1);
    }

    [StoreFact]
    public async Task A_member_that_moved_on_costs_no_number_and_no_revision()
    {
        var profile = await Adopted(1);
        var stale = await Store.Change(profile, new ProfileInForce(new DateOnly(2026, 12, 1)));
        await Store.Publish(await Store.Change(profile, new ProfileCancelled(Tiles.Decision)));
        var drafts = await Store.ADraftToAdopt(2, 3);

        var answers = await Store.Publish(Tiles.Adopt(drafts[0]), stale, Tiles.Adopt(drafts[1]));

        Assert.Equal([RegistrationEnd.Registered, RegistrationEnd.MovedOn, RegistrationEnd.Registered], answers.Select(answer => answer.End));
        await Store.AssertDirectoryIsWhole(profiles: 3, revisions: 4);
    }

    [StoreFact]
    public async Task A_bad_member_fails_alone()
    {
        var drafts = await Store.ADraftToAdopt(1, 2, 3, 4, 5);

        var answers = await Store.Publish(
            (sequences, members, now) => members.Any(member => member.Profile == ProfileId.Of(drafts[2].Id))
                ? throw new InvalidOperationException("The classifier has no kind code.")
                : Store.Publication.Publish(sequences, members, now),
            [.. drafts.Select(draft => Tiles.Adopt(draft))]);

        Assert.Equal([1L, 2L, null, 3L, 4L], answers.Select(answer => answer.Profile?.Number.Serial));
        Assert.Equal(RegistrationEnd.Failed, answers[2].End);
        await Store.AssertDirectoryIsWhole(profiles: 4, revisions: 4);
    }

    [StoreFact]
    public async Task A_member_that_the_database_refuses_fails_alone()
    {
        var drafts = await Store.ADraftToAdopt(1, 2, 3);

        var answers = await Store.Publish(
            (sequences, members, now) =>
            {
                var published = Store.Publication.Publish(sequences, members, now);
                return published with { Changes = [.. published.Changes.Select(change => change.Head.Id == ProfileId.Of(drafts[0].Id) ? change with { Lines = [.. change.Lines, change.Lines[0]] } : change)] };
            },
            [.. drafts.Select(draft => Tiles.Adopt(draft))]);

        Assert.Equal([RegistrationEnd.Failed, RegistrationEnd.Registered, RegistrationEnd.Registered], answers.Select(answer => answer.End));
        await Store.AssertDirectoryIsWhole(profiles: 2, revisions: 2);
    }

    [StoreFact]
    public async Task Many_at_once_beside_appends_and_registrations_leave_no_gap()
    {
        var drafts = await Store.ADraftToAdopt([.. Enumerable.Range(1, 60)]);
        var registering = Enumerable.Range(0, 20).Select(i => Task.Run(() => Store.Register(Baltic, Drafts(1000 + (5 * i), 5))));
        var publishing = Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
            Assert.All(
                await Store.Publish([.. drafts.Skip(3 * i).Take(3).Reverse().Select(draft => Tiles.Adopt(draft))]),
                answer => Assert.Equal(RegistrationEnd.Registered, answer.End))));

        await Task.WhenAll([.. registering, .. publishing]);

        await Store.AssertDirectoryIsWhole(profiles: 60, revisions: 60);
        await Store.AssertWhole(Baltic, 160);
    }

    [StoreFact]
    public async Task Times_never_run_against_revisions()
    {
        await Adopted(1);
        Clock.Turn(TimeSpan.FromMinutes(-10));

        var second = Assert.Single(await Store.Publish(Tiles.Adopt((await Store.ADraftToAdopt(2))[0])));

        Assert.Equal(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), second.Profile!.RegisteredAt);
    }

    [StoreFact]
    public async Task What_is_due_is_found_by_the_moment_it_is_due_at()
    {
        var profile = await Adopted(1);
        var midnight = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.FromHours(3));

        Assert.Empty(await Store.Directory.Due(midnight.AddMilliseconds(-1), 10, default));
        Assert.Equal(profile, Assert.Single(await Store.Directory.Due(midnight, 10, default)));
    }

    [StoreFact]
    public async Task An_acknowledgement_is_noted_once_and_never_of_a_revision_to_come()
    {
        await Adopted(1);
        var noted = Clock.GetUtcNow();

        Assert.Equal(1, await Store.Directory.Acknowledge(Ceramics.Baltic, 1, noted, Tiles.Actor, default));
        Assert.Equal(1, await Store.Directory.Acknowledge(Ceramics.Baltic, 1, noted.AddDays(1), Tiles.Actor, default));
        Assert.Equal(1, await Store.Directory.Acknowledge(Ceramics.Baltic, 2, noted, Tiles.Actor, default));

        var rows = await Store.Query(connection => connection.QueryAsync<(long Revision, DateTimeOffset At)>("select revision, at from directory_acknowledgements"));
        Assert.Equal([(1, noted)], rows);
    }

    private async Task<ProfileId> Adopted(int number)
    {
        var answer = Assert.Single(await Store.Publish(Tiles.Adopt((await Store.ADraftToAdopt(number))[0])));
        Assert.Equal(RegistrationEnd.Registered, answer.End);
        return answer.Profile!.Id;
    }
}

public sealed class SqliteDirectoryTests() : DirectoryContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresDirectoryTests(PostgresCluster cluster) : DirectoryContract(new PostgresStage(cluster));
