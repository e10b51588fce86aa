using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

/// <summary>A directorate sees the drafts of many authorities in one list.</summary>
public sealed class DirectorateListTests(TheProgram program) : IClassFixture<TheProgram>
{
    private static readonly AuthorityCode stPetersburg = new("10210000");

    private static readonly DraftFilter everything = new(null, null, null, null, null, null);

    [Fact]
    public async Task Goes_from_page_to_page_through_all_its_authorities_newest_first()
    {
        var ids = new List<string>();
        AuthorityCode[] authorities = [Ceramics.Baltic, stPetersburg, Ceramics.NorthWest, stPetersburg, Ceramics.Baltic, Ceramics.NorthWest, Ceramics.Baltic];
        foreach (var authority in authorities)
        {
            ids.Insert(0, await Submit(authority));
            program.Clock.Turn(TimeSpan.FromMinutes(1));
        }
        await Submit(Ceramics.Vladivostok);
        await ADraft.Prepared(program);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await program.As(Officials.OfTheDirectorate).GetAsync($"{Wire.Drafts}?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}").Body(HttpStatusCode.OK);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!.Text("id")));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        var ofOne = await program.As(Officials.OfTheDirectorate).GetAsync($"{Wire.Drafts}?authority={stPetersburg}").Body(HttpStatusCode.OK);

        Assert.Equal(ids, seen);
        Assert.Equal([ids[3], ids[5]], ofOne["items"]!.AsArray().Select(item => item!.Text("id")));
    }

    [Fact]
    public async Task Reads_each_authority_in_the_order_of_the_index()
    {
        var parts = program.Services.GetRequiredService<DraftVisibility>().Parts(Officials.OfTheDirectorate, null, new DynamicParameters());
        Assert.InRange(parts.Count, 3, 100);

        foreach (var after in (ListCursor?[])[null, new ListCursor(program.Clock.GetUtcNow().ToUnixTimeMilliseconds(), new(Guid.Empty))])
        {
            var (sql, parameters) = program.Services.GetRequiredService<DraftListQueries>().Query(everything, Officials.OfTheDirectorate, after, 50);
            var plan = await QueryPlan.Of(program, sql, parameters);

            // What is sorted is not an authority's drafts, but the page that was taken of them.
            QueryPlan.AssertFindsInOrder(plan, "drafts_newest_of_authority (authority=?", parts.Count);
        }
    }

    private async Task<string> Submit(AuthorityCode authority)
    {
        var submission = Examples.Submission();
        submission["authority"] = authority.Value;
        Actor coordinator = Ceramics.CoordinatorOf(authority);
        return (await program.As(coordinator).Submit(submission).Body(HttpStatusCode.Created)).Text("id");
    }
}
