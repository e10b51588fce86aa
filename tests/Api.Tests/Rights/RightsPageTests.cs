using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Rights;

/// <summary>The table as the page that people read.</summary>
[Collection(OneProgram.Name)]
public sealed class RightsPageTests(TheProgram program)
{
    private const string Introduction =
        """
        # Who may do what

        Written from `src/Grains/Kernel/Permissions/RightsTable.cs` and checked by a test: after a change of the table take `rights.received.md` for this page.
        The rules of drafts and profiles, the lists, what a draft shows as possible next and the OpenAPI document all ask that table; a generated
        test asks for every operation in every role from every side.

        Whoever holds several roles may do what each of them may. "Official" stands for every role that people have in their offices: all but
        `auditor`, `operator` and `system`. "Own authority" is the draft's; where no draft is asked about, it is the authority that is. "Registered":
        once the draft has its number. A caller without a valid token gets 401. The last column says what all others are answered; 404 tells
        nobody whether there is such a thing. "Noted": each reading stands in the read log (`GET /read-log`).

        | operation | route | role | whose authority | unit or person | case | others | |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        """;

    [Fact]
    public void Is_the_page_in_docs()
    {
        var routes = Routes().ToDictionary(each => each.Right.Operation, each => each.Route);
        var page = new StringBuilder().AppendLine(Introduction);
        foreach (var right in RightsTable.All)
            page.AppendLine(Rows(right, routes[right.Operation]));

        ApprovedFile.Page("docs/rights.md", page.ToString());
    }

    [Fact]
    public void Has_each_route_of_the_program_and_no_other() => Assert.Equal(
        Enum.GetValues<Operation>().Order(), Routes().Select(each => each.Right.Operation).Order());

    private static string Rows(Right right, string route)
    {
        if (right.Grants.IsEmpty)
            return $"| {right.Operation.Id()} | {route} | anybody | | | | {RightsWords.Of(right.Otherwise)} | |";

        return string.Join('\n', right.Grants.Select((grant, i) => Row(
            i == 0 ? right.Operation.Id() : "", i == 0 ? route : "", RightsWords.Of(grant.Roles), RightsWords.Of(grant.Whose), RightsWords.Of(grant.Within),
            RightsWords.Of(grant.InCase), i == 0 ? RightsWords.Of(right.Otherwise) : "", i == 0 && right.IsRecorded ? "noted" : "")));
    }

    private static string Row(params string[] cells) => $"|{string.Concat(cells.Select(cell => cell.Length == 0 ? " |" : $" {cell} |"))}";

    private IEnumerable<(Right Right, string Route)> Routes() =>
        from endpoint in program.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        where !endpoint.RoutePattern.RawText!.StartsWith("/openapi/", StringComparison.Ordinal)
        select (
            endpoint.Metadata.GetRequiredMetadata<Right>(),
            $"`{endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0]} {endpoint.RoutePattern.RawText!.Replace("/api/v1", "", StringComparison.Ordinal)}`");
}
