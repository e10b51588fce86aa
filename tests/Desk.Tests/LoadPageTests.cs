using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Reference data is looked at before it is loaded, and every faulty line is named.</summary>
[Collection(OneDesk.Name)]
public sealed class LoadPageTests(TheProgram program)
{
    private const string Year = "/desk/reference/calendar/2151/load";

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_year_is_looked_at_said_to_be_meant_and_loaded()
    {
        using var visitor = Visitor.Of(program, Officials.Operator);
        var preview = await Send(visitor, Year, "preview", "date,kind\n2151-02-23,holiday\n");
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains("01.01.2151", preview.Text);
        Assert.NotNull(preview.Document.QuerySelector("textarea[readonly]"));
        var tag = ((IHtmlInputElement)preview.Document.QuerySelector("input[name=_tag]")!).Value;
        Assert.DoesNotContain("2151", (await visitor.See("/desk/reference")).Text);

        var asked = await Send(visitor, Year, "load", "date,kind\n2151-02-23,holiday\n", ("_tag", tag));
        Assert.Single(asked.Faults);
        Assert.NotNull(asked.Document.QuerySelector("input[name=allow]"));

        var loaded = await Send(visitor, Year, "load", "date,kind\n2151-02-23,holiday\n", ("_tag", tag), ("allow", "true"));
        Assert.Equal(HttpStatusCode.SeeOther, loaded.Status);
        Assert.Contains("23H", (await visitor.See(loaded.Location!)).Document.QuerySelectorAll("td").Select(day => day.TextContent));
        Assert.Contains("2151-02-23,holiday", (await visitor.See(Year)).Document.QuerySelector("textarea")!.TextContent);

        var stale = await Send(visitor, Year, "load", "date,kind\n2151-06-12,holiday\n", ("_tag", tag), ("allow", "true"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Contains("2151-06-12", stale.Document.QuerySelector("textarea")!.TextContent);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Authorities_are_looked_at_before_they_are_loaded()
    {
        const string Place = "/desk/reference/authorities/load";
        const string Text = "code,name,short_name,kind,parent,time_zone\n10214000,Seen Customs,Seen,Office,10200000,Europe/Moscow\n";
        using var visitor = Visitor.Of(program, Officials.Operator);
        var seen = await Send(visitor, Place, "preview", Text);
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Contains("Added: 1, changed: 0", seen.Document.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open("/desk/reference/authorities/10214000")).Status);

        var loaded = await Send(visitor, Place, "load", seen.Document.QuerySelector("textarea")!.TextContent.TrimStart());
        Assert.Equal(HttpStatusCode.SeeOther, loaded.Status);
        Assert.Contains("1 added", (await visitor.See(loaded.Location!)).Text);
        await visitor.See("/desk/reference/authorities/10214000");
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData(Year, "date,kind\n2151-02-30,holiday\n2151-02-23\n", "Line 2:", "Line 3:")]
    [InlineData(Year, "date,kind\n\n2151-02-27,transferred-day-off\n2150-01-01,holiday\n", "Line 3:", "Line 4:")]
    [InlineData(Year, "{ \"days\": [ { \"date\": \"2151-02-27\" }, { \"date\": \"x\", \"mark\": \"Holiday\" } ] }", "Entry 1, column mark:", "Entry 2, column date:")]
    [InlineData("/desk/reference/classifiers/kind-codes/load", "code,kind,territory,valid_from,valid_to\n1,Regular,,2011-01-01,\n2,x,,2011-01-01,\n", "Line 2:", "Line 3:")]
    [InlineData("/desk/reference/authorities/load", "code,name,short_name,kind,parent,time_zone\n1,A,A,Post,10216000,Mars\n", "Line 2, column code:", "Line 2, column time_zone:")]
    [InlineData("/desk/reference/authorities/10216000/units/load", "authority,code,name_ru,name_en,field,coordination,from,to\n10216000,1\n10210000,1,А,A,f,true,2020-01-01,\n", "Line 2:", "Line 3:")]
    public async Task Every_faulty_line_is_named(string place, string text, params string[] expected)
    {
        using var visitor = Visitor.Of(program, Officials.Operator);
        var refused = await Send(visitor, place, "load", text, ("_tag", "\"0\""));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.All(expected, name => Assert.Contains(refused.Faults, fault => fault.StartsWith(name, StringComparison.Ordinal)));
        Assert.Equal(text.Trim(), refused.Document.QuerySelector("textarea")!.TextContent.Trim());
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_file_goes_before_what_is_typed_and_must_be_UTF_8()
    {
        using var visitor = Visitor.Of(program, Officials.Operator);
        const string place = "/desk/reference/classifiers/kind-codes/load";
        var rows = (await visitor.See(place)).Document.QuerySelector("textarea")!.TextContent.Trim();

        var same = await Send(visitor, place, "preview", "typed", [("_tag", "\"0\"")], [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"{rows}\n")]);
        Assert.Equal(HttpStatusCode.OK, same.Status);
        Assert.Contains("Nothing", same.Text);

        var broken = await Send(visitor, place, "preview", "typed", [], [0xFF, 0xFE, 0x00]);
        Assert.Equal((HttpStatusCode.BadRequest, "The file is not UTF-8."), (broken.Status, Assert.Single(broken.Faults)));
        var empty = await Send(visitor, place, "preview", " ");
        Assert.Equal((HttpStatusCode.BadRequest, "Paste the lines or choose a file."), (empty.Status, Assert.Single(empty.Faults)));
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData(Year)]
    [InlineData("/desk/reference/classifiers/measures/load")]
    [InlineData("/desk/reference/authorities/load")]
    [InlineData("/desk/reference/authorities/10216000/units/load")]
    public async Task Nobody_but_an_operator_loads(string place)
    {
        using var visitor = Visitor.Of(program, Ceramics.FcsCoordinator, "ru");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Open(place)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(visitor, place, "load", "x")).Status);
        Assert.DoesNotContain("/load", (await visitor.See("/desk/reference")).Document.QuerySelector("main")!.InnerHtml);
    }

    private static Task<Sheet> Send(Visitor visitor, string place, string button, string text, params (string Name, string Value)[] fields) => Send(visitor, place, button, text, fields, []);

    private static Task<Sheet> Send(Visitor visitor, string place, string button, string text, (string Name, string Value)[] fields, byte[] file)
    {
        var content = new MultipartFormDataContent { { new StringContent(text), "text" }, { new StringContent(button), "_do" }, { new ByteArrayContent(file), "file", file.Length > 0 ? "a.csv" : "\"\"" } };
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        var request = new HttpRequestMessage(HttpMethod.Post, place) { Content = content };
        request.Headers.Add("Origin", visitor.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return visitor.Send(request);
    }
}
