using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.People;
using RmsOrleans.Storage.Tests.Stage;
using Official = RmsOrleans.Storage.People.Official;

namespace RmsOrleans.Storage.Tests.Feeds;

/// <summary>People whom the journal names: as it is followed, and as far as the caller may know of them.</summary>
public abstract class OfficialContract : StoreContract
{
    private static readonly Actor fcs = Ceramics.FcsCoordinator;

    private protected OfficialContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task A_store_of_before_is_read_from_its_beginning_and_then_followed()
    {
        await Store.Fill(Clock);
        await Store.Officials.StartAsync(default);

        var executor = (await Until(fcs, new(null, null, Role.Executor, null), "E. Executor"))[0];
        Assert.Equal((AuthorityCode.Fcs, "executor-1", Ceramics.FcsUnit, "executor"), (executor.Authority, executor.Subject, executor.Unit, string.Join(',', executor.Roles)));

        await Prepare(30, Ceramics.Author with { Subject = "author-30", Name = "A. Later" });
        await Until(Ceramics.Author, new(null, null, null, "later"), "A. Later");
        await Store.Officials.StopAsync(default);
    }

    [StoreFact]
    public async Task Of_a_submission_author_signer_and_visa_givers_are_seen_by_name_and_who_entered_it_by_subject()
    {
        await Store.Register(Baltic, ADraft(1));
        await Store.Officials.StartAsync(default);

        var people = await Until(fcs, new(Ceramics.Baltic, null, null, null), Ceramics.Coordinator.Name);

        var submission = Ceramics.Submission;
        Assert.Equal(
            ((string[])[submission.Author.Name, submission.Signature.Name, .. submission.Visas.Select(visa => visa.Name)]).Distinct().Order(StringComparer.Ordinal),
            people.Where(person => person.Subject is null).Select(person => person.Name).Order(StringComparer.Ordinal));
        var signer = people.Single(person => person.Name == submission.Signature.Name);
        Assert.Contains(Role.UnitHead.Name(), signer.Roles);
        Assert.Equal(submission.Signature.Position, signer.Position);
        Assert.Equal(Ceramics.Coordinator.Subject, people.Single(person => person.Name == Ceramics.Coordinator.Name).Subject);
        await Store.Officials.StopAsync(default);
    }

    [StoreFact]
    public async Task Before_registration_its_people_are_seen_by_their_own_authority_and_auditors_and_with_the_number_by_the_FCS()
    {
        var prepared = await Prepare(1, Ceramics.Author with { Name = "A. Early" });
        await Store.Officials.StartAsync(default);
        var early = new OfficialFilter(null, null, null, "early");
        await Until(Ceramics.Author, early, "A. Early");

        Assert.Empty(await Find(fcs, early));
        Assert.Empty(await Find(Ceramics.DirectorateOfficer, early));
        Assert.Empty(await Find(Ceramics.CoordinatorOf(Ceramics.Vladivostok), early));
        Assert.Single(await Find(Ceramics.Auditor with { Authority = Ceramics.Vladivostok }, early));

        Clock.Turn(TimeSpan.FromHours(1));
        await Store.Register(Baltic, prepared.ToRegister());
        var seen = Assert.Single(await Until(fcs, early, "A. Early"));
        Assert.Equal(prepared.State.PreparedAt, seen.SeenAt); // the line that names this person is that of before
        Assert.Empty(await Find(Ceramics.DirectorateOfficer, early));

        Clock.Turn(TimeSpan.FromHours(1));
        await Prepare(2, Ceramics.Author with { Name = "A. Early", Unit = "Another unit" });
        Assert.Equal("Another unit", (await Until(Ceramics.Author, early, person => person.Unit == "Another unit"))[0].Unit);
        Assert.Equal((seen.Unit, seen.SeenAt), (await Find(fcs, early)) is [var same] ? (same.Unit, same.SeenAt) : default); // that is said by a draft which it does not know
        await Store.Officials.StopAsync(default);
    }

    [StoreFact]
    public async Task Another_authority_sees_the_executors_of_the_FCS_and_nobody_else_of_it()
    {
        await Store.Fill(Clock);
        await Store.Officials.StartAsync(default);
        await Until(fcs, new(null, null, Role.Executor, null), "E. Executor");

        var others = await Find(Ceramics.CoordinatorOf(Ceramics.Vladivostok), new(null, null, null, null));

        Assert.Equal(["E. Executor"], others.Select(person => person.Name));
        await Store.Officials.StopAsync(default);
    }

    [StoreFact]
    public async Task A_person_whom_a_paper_names_is_the_one_of_that_name_and_two_of_one_name_are_two()
    {
        await Store.Register(Baltic, ADraft(1));
        var author = Ceramics.Submission.Author;
        await Prepare(2, Ceramics.Author with { Subject = "a-1", Name = $" {author.Name.ToUpperInvariant()} " });
        await Store.Officials.StartAsync(default);
        var named = new OfficialFilter(Ceramics.Baltic, null, null, author.Name);

        var one = Assert.Single(await Until(Ceramics.Author, named, person => person.Subject == "a-1"));
        Assert.Equal(author.Position, one.Position);

        await Prepare(3, Ceramics.Author with { Subject = "a-2", Name = author.Name });
        var two = await Until(Ceramics.Author, named, person => person.Subject == "a-2");
        Assert.Equal(["a-1", "a-2"], two.Select(person => person.Subject).Order(StringComparer.Ordinal));
        await Store.Officials.StopAsync(default);
    }

    [StoreFact]
    public async Task Are_found_by_authority_role_unit_and_words_of_the_name_in_whatever_case()
    {
        await Prepare(1, Ceramics.Author with { Subject = "s-1", Name = "Ёлкин Иван Петрович", Unit = "Отдел  рисков" });
        await Prepare(2, Ceramics.Author with { Subject = "s-2", Name = "50%_Ivanov" });
        await Store.Officials.StartAsync(default);
        await Until(Ceramics.Author, new(null, null, null, "50%"), "50%_Ivanov");

        await Finds("ИВАН ёлк", "s-1");
        await Finds("иван", "s-1");
        await Finds("ivan", "s-2");
        await Finds("%", "s-2");
        await Finds("_", "s-2");
        await Finds("\\");
        Assert.Equal(["s-1"], Subjects(await Find(Ceramics.Author, new(null, "отдел РИСКОВ", null, null))));
        Assert.Equal(["s-1", "s-2"], Subjects(await Find(Ceramics.Author, new(Ceramics.Baltic, null, Role.Author, "ов"))).Union(["s-2"]).Order());
        Assert.Empty(await Find(Ceramics.Author, new(null, null, Role.Executor, "иван")));
        Assert.Empty(await Find(Ceramics.Author, new(Ceramics.Vladivostok, null, null, "иван")));
        Assert.Single(await Store.People.Find(Ceramics.Author, new(null, null, null, null), 1, default));
        await Store.Officials.StopAsync(default);

        async Task Finds(string text, params string[] subjects) => Assert.Equal(subjects, Subjects(await Find(Ceramics.Author, new(null, null, null, text))));
    }

    private static IEnumerable<string> Subjects(IEnumerable<Official> people) => people.Select(person => person.Subject).OfType<string>().Order(StringComparer.Ordinal);

    private Task<IReadOnlyList<Official>> Find(Actor actor, OfficialFilter filter) => Store.People.Find(actor, filter, 200, default);

    private Task<IReadOnlyList<Official>> Until(Actor actor, OfficialFilter filter, string name) => Until(actor, filter, person => person.Name == name);

    private Task<IReadOnlyList<Official>> Until(Actor actor, OfficialFilter filter, Func<Official, bool> isSo) =>
        Patience.Until("people whom the journal names", () => Find(actor, filter), people => people.Any(isSo));

    private async Task<AppendedDraft> Prepare(int draft, Actor by)
    {
        var prepared = AppendedDraft.Prepare(Draft(draft), Clock.GetUtcNow(), by);
        Assert.True(await Store.Journal.Append(prepared.Append, default));
        return prepared;
    }
}

public sealed class SqliteOfficialTests() : OfficialContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresOfficialTests(PostgresCluster cluster) : OfficialContract(new PostgresStage(cluster))
{
    [StoreFact]
    public async Task Another_node_goes_on_when_the_one_that_followed_stops()
    {
        await using var other = await Stage.OpenNode(Clock);
        await Store.Officials.StartAsync(default);
        await Store.Register(Baltic, ADraft(1));
        await Seen(Ceramics.Coordinator.Name);
        await other.Officials.StartAsync(default);
        await Store.Officials.StopAsync(default);

        var prepared = AppendedDraft.Prepare(Draft(2), Clock.GetUtcNow(), Ceramics.Author with { Name = "A. Later" });
        Assert.True(await other.Journal.Append(prepared.Append, default));

        await Seen("A. Later");
        await other.Officials.StopAsync(default);

        Task Seen(string name) => Patience.Until(
            name, () => other.People.Find(Ceramics.Author, new(null, null, null, null), 200, default), people => people.Any(person => person.Name == name));
    }
}
