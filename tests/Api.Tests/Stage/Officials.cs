using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>Callers from other places than Baltic Customs, whose officials <see cref="Ceramics"/> has.</summary>
internal static class Officials
{
    public static readonly Actor OfVladivostok = Ceramics.CoordinatorOf(Ceramics.Vladivostok);
    public static readonly Actor OfTheDirectorate = Ceramics.Coordinator with { Subject = "north-west", Authority = Ceramics.NorthWest };
    public static readonly Actor OfAnotherDirectorate = Ceramics.Coordinator with { Subject = "far-east", Authority = new("10700000") };
    public static readonly Actor OfTheFcs = Ceramics.Coordinator with { Subject = "fcs", Authority = AuthorityCode.Fcs };
    public static readonly Actor Auditor = Ceramics.Coordinator with { Subject = "auditor", Authority = new("10502000"), Roles = [Role.Auditor] };
    public static readonly Actor Operator = Ceramics.Coordinator with { Subject = "operator", Roles = [Role.Operator] };
}
