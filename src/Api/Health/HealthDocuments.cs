namespace RmsOrleans.Api.Health;

/// <summary>How the program is.</summary>
internal static class HealthDocuments
{
    public static RouteDocument Live() => new RouteDocument("Health", Operation.Live, "The process answers")
        .Answer<LiveAnswer>(200, "It lives.", Examples.Live);

    public static RouteDocument Ready() => new RouteDocument("Health", Operation.Ready, "The program can do its work now")
        .Text("Storage, schema and grains answer, and the program is not on its way out. Reasons name no host, role or file.")
        .Answer<ReadyAnswer>(200, "Everything is well.", Examples.Ready)
        .Refuses(Problems.NotReady(Examples.NotReady));
}
