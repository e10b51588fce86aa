using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Authorities;

public sealed class AuthorityTests(TheProgram program) : IClassFixture<TheProgram>
{
    private const string Import = "/api/v1/authorities/import";
    private const string Header = "code,name,short_name,kind,parent,time_zone";

    [Fact]
    public async Task Are_listed_for_every_caller()
    {
        var list = await program.As(Officials.Operator).GetAsync("/api/v1/authorities").Body(HttpStatusCode.OK);

        Assert.Contains(list["items"]!.AsArray(), item => item!.Text("code") == "10216000" && item!.Text("timeZone") == "Europe/Moscow");
    }

    [Fact]
    public async Task Are_found_by_their_code()
    {
        var client = program.As(Ceramics.Author);

        Assert.Equal("Baltic Customs", (await client.GetAsync("/api/v1/authorities/10216000").Body(HttpStatusCode.OK)).Text("name"));
        foreach (var code in (string[])["10999000", "1", "abc", "10216000%00", "10216000'"])
            Assert.Contains((await client.GetAsync($"/api/v1/authorities/{code}")).StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
    }

    [Fact]
    public async Task Are_added_and_changed_by_an_import_and_may_submit_at_once()
    {
        var imported = await Send($"{Header}\n10211000,\"Pskov Customs, new\",Pskov,Office,10200000,Europe/Moscow\n10210000,St Petersburg Customs,St Petersburg,Office,10200000,Europe/Moscow\n")
            .Body(HttpStatusCode.OK);

        Assert.Equal((1, 0, 1), (imported["added"]!.GetValue<int>(), imported["changed"]!.GetValue<int>(), imported["unchanged"]!.GetValue<int>()));
        Assert.Equal("Pskov Customs, new", (await program.As(Ceramics.Author).GetAsync("/api/v1/authorities/10211000").Body(HttpStatusCode.OK)).Text("name"));
    }

    [Fact]
    public async Task Have_units_once_these_are_imported_and_then_no_others()
    {
        const string Units = "/api/v1/authorities/10702000/units";
        var csv = $"{UnitImportRules.Header}\n10702000,ORA,Отдел анализа рисков,Risk analysis,Risk management,true,2026-01-01,\n";

        var imported = await program.As(Officials.Operator).PostAsync($"{Units}/import", Wire.Text(csv, "text/csv")).Body(HttpStatusCode.OK);
        var list = await program.As(Ceramics.Author).GetAsync(Units).Body(HttpStatusCode.OK);
        var unknown = await program.As(Ceramics.Coordinator).PostAsync($"{Units}/import", Wire.Text(csv, "text/csv"));

        Assert.Equal(1, imported["added"]!.GetValue<int>());
        Assert.Equal("Отдел анализа рисков", Assert.Single(list["items"]!.AsArray())!.Text("nameRu"));
        Assert.Equal(HttpStatusCode.Forbidden, unknown.StatusCode);
        Assert.Empty((await program.As(Ceramics.Author).GetAsync("/api/v1/authorities/10216000/units").Body(HttpStatusCode.OK))["items"]!.AsArray());
    }

    [Fact]
    public async Task Are_tried_without_being_changed()
    {
        var csv = $"{Header}\n10213000,Tried Customs,Tried,Office,10200000,Europe/Moscow\n";
        var units = $"{UnitImportRules.Header}\n10210000,ORA,Отдел анализа рисков,Risk analysis,Risk management,true,2026-01-01,\n";
        var store = await program.Store();

        var tried = await Try(Import, csv).Body(HttpStatusCode.OK);
        Assert.Equal((1, 0, 0), (tried["added"]!.GetValue<int>(), tried["changed"]!.GetValue<int>(), tried["unchanged"]!.GetValue<int>()));
        Assert.Equal(1, (await Try("/api/v1/authorities/10210000/units/import", units).Body(HttpStatusCode.OK))["added"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.BadRequest, (await Try(Import, $"{csv}1,A,A,Post,10216000,Mars\n")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.As(Officials.Operator).PostAsync($"{Import}?dryRun=perhaps", Wire.Text(csv, "text/csv"))).StatusCode);

        Assert.Equal(store, await program.Store());
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Ceramics.Author).GetAsync("/api/v1/authorities/10213000")).StatusCode);
        Assert.Empty((await program.As(Ceramics.Author).GetAsync("/api/v1/authorities/10210000/units").Body(HttpStatusCode.OK))["items"]!.AsArray());

        Task<HttpResponseMessage> Try(string route, string text) => program.As(Officials.Operator).PostAsync($"{route}?dryRun=true", Wire.Text(text, "text/csv"));
    }

    [Fact]
    public async Task Are_imported_by_operators_only()
    {
        var before = await program.Store();

        foreach (var actor in (Actor[])[Ceramics.Coordinator, Officials.Auditor, Officials.OfTheFcs])
            Assert.Equal(HttpStatusCode.Forbidden, (await Send($"{Header}\n", actor)).StatusCode);
        Assert.Equal(before, await program.Store());
    }

    [Fact]
    public async Task Are_not_imported_at_all_if_one_line_is_faulty_and_each_fault_is_named()
    {
        var before = await program.Store();

        var problem = await Send(
            $"""
            {Header}
            10212000,Murmansk Customs,Murmansk,Office,10200000,Europe/Moscow
            1021300,Kaliningrad Customs,Kaliningrad,Office,10200000,Europe/Kaliningrad
            10214000,,Karelia,Bureau,10200000,Mars/Olympus

            10217000,Archangelsk Customs,Archangelsk,Office,10999000,Europe/Moscow
            """).Body(HttpStatusCode.BadRequest);

        Assert.Equal(
            ["/lines/3/code", "/lines/4/kind", "/lines/4/name", "/lines/4/time_zone", "/lines/6/parent"],
            problem["errors"]!.AsObject().Select(error => error.Key).Order());
        Assert.Equal(before, await program.Store());
    }

    [Fact]
    public async Task Are_checked_beside_lines_that_cannot_be_read()
    {
        var problem = await Send(
            $"""
            {Header}
            10212000,Murmansk Customs,Murmansk,Office,10200000
            1021300,Kaliningrad Customs,Kaliningrad,Office,10200000,Europe/Kaliningrad
            10214000,"Karelia"n Customs,Karelia,Office,10200000,Europe/Moscow
            10212010,Post of Murmansk,Murmansk,Post,10212000,Europe/Moscow
            10217010,Post of Archangelsk,Archangelsk,Post,10217000,Europe/Moscow
            10218000,"Vologda Customs,Vologda,Office,10200000,Europe/Moscow
            10219000,,Vyborg,Office,10200000,Europe/Moscow
            """).Body(HttpStatusCode.BadRequest);

        var errors = problem["errors"]!.AsObject();
        Assert.Equal(["/lines/2", "/lines/3/code", "/lines/4", "/lines/6/parent", "/lines/7"], errors.Select(error => error.Key).Order());
        Assert.StartsWith("A quote is opened here", errors["/lines/7"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("A quote stands where none", errors["/lines/4"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "/lines/1")]
    [InlineData("code;name;short_name;kind;parent;time_zone\n", "/lines/1")]
    [InlineData("code,name,short_name,kind,parent\n", "/lines/1")]
    [InlineData(Header + "\n", "")]
    [InlineData(Header + "\n10212000,Murmansk,Murmansk,Office,10200000\n", "/lines/2")]
    [InlineData(Header + "\n10212000,Murmansk,Murmansk,Office,10200000,Europe/Moscow,more\n", "/lines/2")]
    [InlineData(Header + "\n10212000,\"Murmansk\"x,Murmansk,Office,10200000,Europe/Moscow\n", "/lines/2")]
    [InlineData(Header + "\n10212000,\"Murmansk,Murmansk,Office,10200000,Europe/Moscow\n", "/lines/2")]
    [InlineData(Header + "\n10212000,Mur\0mansk,Murmansk,Office,10200000,Europe/Moscow\n", "/lines/2/name")]
    public async Task Are_refused_from_a_file_that_is_not_what_it_should_be(string file, string pointer)
    {
        var problem = await Send(file).Body(HttpStatusCode.BadRequest);

        Assert.Contains(problem["errors"]!.AsObject(), error => error.Key == pointer);
    }

    [Fact]
    public async Task Are_refused_from_a_file_that_is_not_utf8_or_not_csv_or_too_large()
    {
        var client = program.As(Officials.Operator);
        using var cyrillic1251 = new ByteArrayContent([0xCF, 0xF1, 0xEA, 0xEE, 0xE2]);
        cyrillic1251.Headers.ContentType = new("text/csv");

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(Import, cyrillic1251)).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync(Import, Wire.Text("{}", "application/json"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync(Import, Wire.Text(Header, "text/csv; charset=windows-1251"))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync(Import, Wire.Text(new string('x', 4 * 1024 * 1024 + 1), "text/csv"))).StatusCode);
    }

    private Task<HttpResponseMessage> Send(string csv, Actor? actor = null) => program.As(actor ?? Officials.Operator).PostAsync(Import, Wire.Text(csv, "text/csv"));
}
