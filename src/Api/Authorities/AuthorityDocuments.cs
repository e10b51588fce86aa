using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Api.Authorities;

/// <summary>The register of authorities.</summary>
internal static class AuthorityDocuments
{
    public static RouteDocument Authorities() => new RouteDocument("Authorities", Operation.ListAuthorities, "All customs authorities")
        .Answer<AuthorityList>(200, "In the order of their codes.", Examples.Authorities)
        .Refuses(Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Authority() => new RouteDocument("Authorities", Operation.GetAuthority, "One customs authority")
        .Path("code", "Its eight digits.", "10216000")
        .Answer<AuthorityAnswer>(200, "The authority.", Examples.Authority)
        .Refuses(Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);

    public static RouteDocument Import() => new RouteDocument("Authorities", Operation.ImportAuthorities, "Add and replace authorities")
        .Text("All lines or none; every faulty line is named.")
        .TextBody(ContentTypes.Csv, "UTF-8, with the header code,name,short_name,kind,parent,time_zone.", Examples.AuthorityCsv)
        .Answer<AuthorityImported>(200, "Imported.", Examples.Imported)
        .Refuses(
            Refusals.BadFile, Refusals.Unauthenticated, Problems.Forbidden("This needs the role operator."), RequestBody.TooLarge,
            Problems.UnsupportedMediaType(ContentTypes.Csv), Refusals.Away);
}
