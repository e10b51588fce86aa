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

        Written from `src/Grains/Kernel/Permissions/PermissionTable.cs` and checked by a test: after a change of the table take `rights.received.md` for this page.
        The rules of drafts and profiles, the lists, what a draft shows as possible next and the OpenAPI document all ask that table; a generated
        test asks for every operation in every role from every side.

        Whoever holds several roles may do what each of them may. "Official" stands for every role that people have in their offices: all but
        `auditor`, `operator`, `system` and those of registers. "Own authority" is the draft's; where no draft is asked about, it is the authority that is. "Registered":
        once the draft has its number. A caller without a valid token gets 401. The last column says what all others are answered; 404 tells
        nobody whether there is such a thing. "Noted": each reading stands in the read log (`GET /read-log`).

        | operation | route | role | whose authority | unit or person | case | others | |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        """;

    [Fact]
    public void Is_the_page_in_docs()
    {
        var routes = Routes().ToDictionary(each => each.Permission.Operation, each => each.Route);
        var page = new StringBuilder().AppendLine(Introduction);
        foreach (var permission in PermissionTable.All)
            page.AppendLine(Rows(permission, routes[permission.Operation]));

        ApprovedFile.Page("docs/rights.md", page.ToString());
    }

    [Fact]
    public void Has_each_route_of_the_program_and_no_other() => Assert.Equal(
        Enum.GetValues<Operation>().Order(), Routes().Select(each => each.Permission.Operation).Order());

    private static string Rows(Permission permission, string route)
    {
        if (permission.Grants.IsEmpty)
            return $"| {permission.Operation.Id()} | {route} | anybody | | | | {PermissionWords.Of(permission.Otherwise)} | |";

        return string.Join('\n', permission.Grants.Select((grant, i) => Row(
            i == 0 ? permission.Operation.Id() : "", i == 0 ? route : "", PermissionWords.Of(grant.Roles), PermissionWords.Of(grant.Scope), PermissionWords.Of(grant.Within),
            PermissionWords.Of(grant.Condition), i == 0 ? PermissionWords.Of(permission.Otherwise) : "", i == 0 && permission.IsRecorded ? "noted" : "")));
    }

    private static string Row(params string[] cells) => $"|{string.Concat(cells.Select(cell => cell.Length == 0 ? " |" : $" {cell} |"))}";

    private IEnumerable<(Permission Permission, string Route)> Routes() =>
        from endpoint in program.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription != true
        select (
            endpoint.Metadata.GetRequiredMetadata<Permission>(),
            $"`{endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0]} {endpoint.RoutePattern.RawText!.Replace("/api/v1", "", StringComparison.Ordinal)}`");
}
