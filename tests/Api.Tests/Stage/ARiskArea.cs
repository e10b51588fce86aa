using System.Net;
using RmsOrleans.Grains.Content;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>Risk areas as an operator loads them.</summary>
internal static class ARiskArea
{
    public const string Code = "RA-07";

    public const string Areas =
        "code,title_ru,title_en,type,fiscal,description,decision,valid_from,valid_to,review\n"
        + "RA-07,Занижение стоимости плитки,Undervalued tiles,customs-value,yes,Tiles below the price of clay,Order 12,2026-02-01,,2027-02-01\n"
        + "RA-08,Ветеринарный надзор,Veterinary control,veterinary,no,,,2020-01-01,2025-12-31,\n";

    /// <summary>In both cases for Baltic Customs, once for Vladivostok.</summary>
    public const string Duties = "area,authority,by\nRA-07,10216000,2026-12-31\nRA-07,10702000,2026-11-01\nRA-08,10216000,2027-06-30\n";

    /// <summary>What the tiles' draft says, against the risk that the register has.</summary>
    public static DraftContent Content => Ceramics.Content with { RiskArea = Ceramics.Content.RiskArea with { Code = Code } };

    /// <summary>Both classifiers, unless they stand there already.</summary>
    public static async Task LoadRiskAreas(this TheProgram program, string areas = Areas, string duties = Duties)
    {
        await program.LoadClassifier("risk-areas", areas).Body(HttpStatusCode.OK);
        await program.LoadClassifier("risk-area-duties", duties).Body(HttpStatusCode.OK);
    }

    /// <summary>On what stands there now.</summary>
    public static async Task<HttpResponseMessage> LoadClassifier(this TheProgram program, string name, string text)
    {
        var client = program.As(Officials.Operator);
        var tag = (await client.GetAsync("/api/v1/classifiers")).Tag()!;
        return await client.SendAsync(Wire.Request(HttpMethod.Post, $"/api/v1/classifiers/{name}/import", Wire.Text(text, "text/csv"), $"If-Match: {tag}"));
    }
}
