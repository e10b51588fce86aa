using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Profiles;

[Collection(OneProgram.Name)]
public sealed class AdoptionTests(TheProgram program)
{
    private const string Route = "profile-registration";

    [Fact]
    public async Task Makes_draft_profile_and_directory_entry_in_one_step()
    {
        var draft = await ADraft.Reported(program);

        var adopted = await (await draft.Try(Ceramics.FcsCoordinator, Route, null, $"If-Match: {draft.Tag}")).Body();

        var (number, profileNumber) = (adopted.Text("number"), adopted.Text("profile"));
        Assert.Equal(("Adopted", null), (adopted.Text("status"), adopted["deadline"]));
        Assert.StartsWith("13/100000/", profileNumber, StringComparison.Ordinal);
        var status = await program.As(Ceramics.Coordinator).GetAsync($"/api/v1/registrations/{number.Replace('/', '-')}").Body(HttpStatusCode.OK);
        Assert.Equal(("Adopted", profileNumber), (status.Text("status"), status.Text("profile")));
        var profile = await program.As(Ceramics.Coordinator).GetAsync($"{AProfile.Profiles}/{profileNumber.Replace('/', '-')}").Body(HttpStatusCode.OK);
        Assert.Equal(number, profile.Text("draftNumber"));
        var entries = (await program.AsSystemOf("10216000").GetAsync($"{AProfile.Directory}?limit=200").Body(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Contains(entries, entry => entry!["number"]!.GetValue<string>() == profileNumber && entry["change"]!.GetValue<string>() == "ProfileRegistered");
        var last = (await program.As(Ceramics.FcsCoordinator).GetAsync($"{draft.Path}/journal").Body(HttpStatusCode.OK))["lines"]!.AsArray()[^1]!;
        Assert.Equal(("DraftAdopted", profileNumber), (last.Text("type"), last["details"]!.Text("number")));
    }

    [Fact]
    public async Task Asked_twice_gives_the_same_number()
    {
        var draft = await ADraft.Reported(program);

        var first = await (await draft.Try(Ceramics.FcsCoordinator, Route, null, "Idempotency-Key: adopt-it")).Body();
        var again = await (await draft.Try(Ceramics.FcsCoordinator, Route, null, "Idempotency-Key: adopt-it")).Body();
        var without = await draft.Try(Ceramics.FcsCoordinator, Route, null);

        Assert.Equal(first.Text("profile"), again.Text("profile"));
        Assert.Equal(HttpStatusCode.Conflict, without.StatusCode);
    }

    [Fact]
    public async Task Many_at_once_get_contiguous_numbers()
    {
        var drafts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ADraft.Reported(program)));

        var numbers = await Task.WhenAll(drafts.Select(async draft => (await (await draft.Try(Ceramics.FcsCoordinator, Route, null)).Body()).Text("profile")));

        var serials = numbers.Select(number => int.Parse(number[^5..], null)).Order().ToArray();
        Assert.Equal(Enumerable.Range(serials[0], 6), serials);
    }
}
