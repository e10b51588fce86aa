using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Sequences;

/// <summary>The sequences of numbers, and the certificate of each.</summary>
internal static class SequencePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/sequences", List);
        routes.Page("/sequences/{key}", Certify);
    }

    private static async Task<IResult> List(DeskRequest desk) =>
        desk.Page<SequencesPage>((nameof(SequencesPage.Sequences), await desk.Get("/sequences", DeskJson.Default.SequenceList)));

    private static async Task<IResult> Certify(DeskRequest desk)
    {
        var certificate = await desk.Get($"/sequences/{Uri.EscapeDataString(desk.Path("key"))}/certificate", DeskJson.Default.CertificateResponse);
        var clock = desk.Context.RequestServices.GetRequiredKeyedService<TimeProvider>(Clocks.Domain);
        return desk.Page<CertificatePage>(
            (nameof(CertificatePage.Of), certificate), (nameof(CertificatePage.At), TimeZoneInfo.ConvertTime(clock.GetUtcNow(), desk.Viewer!.Zone)));
    }
}

/// <summary>What people call a sequence, by its key.</summary>
internal static class SequenceNames
{
    public static Phrase Of(string key) => key switch
    {
        "profiles" => new("Numbers of risk profiles", "Номера профилей риска"),
        "directory" => new("Revisions of the electronic directory", "Редакции электронного справочника"),
        _ => new($"Numbers of drafts, {key}", $"Номера проектов, {key}"),
    };
}
