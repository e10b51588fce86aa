using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Inspectors and heads of posts: what waits for them, the page of a declaration, and the forms of what they do.</summary>
[Collection(OneDesk.Name)]
public sealed class CheckPageTests(TheProgram program)
{
    private static int serial = 800_000;

    private static readonly DraftContentOf contents = new();

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_hit_is_found_in_the_list_decided_entered_and_resulted()
    {
        var (number, place, hit) = await Checked();
        using var inspector = Visitor.Of(program, AControl.Inspector, "ru");

        var list = await inspector.See("/desk/checks?undecided=true");
        Assert.Contains(number, list.Text);
        Assert.Equal(["Задачи", "Проверки"], list.Document.QuerySelectorAll("nav li").Select(each => each.TextContent.Trim()).Where(name => name is "Задачи" or "Проверки"));
        Assert.Contains("Срабатывания по декларациям", (await inspector.See("/desk/tasks")).Text);

        var page = await inspector.See(place);
        Assert.Contains("ожидает решения должностного лица", page.Text);
        Assert.Contains("Packing list shows signs of alteration", page.Text);
        Assert.Contains("6907210000", page.Text);
        Assert.Contains("регистрация", page.Document.QuerySelector("[aria-labelledby=protocol-title]")!.TextContent);
        Assert.Contains("Выявлено срабатывание", page.Document.QuerySelector("[aria-labelledby=journal-title]")!.TextContent);

        var decision = await inspector.See($"{place}/decision?hit={hit}");
        Assert.Contains("Packing list shows signs of alteration", decision.Document.QuerySelector("fieldset fieldset legend")!.TextContent);
        var empty = await inspector.Press(decision, "send");
        Assert.Equal(HttpStatusCode.BadRequest, empty.Status);
        Assert.Equal(2, empty.Summary.Count);
        Assert.All(empty.Document.QuerySelectorAll(".summary li a"), link => Assert.NotNull(empty.Document.GetElementById(link.GetAttribute("href")![1..])));
        empty.Fill("/riskFound", "true");
        empty.Fill("/verdicts/0/holds", "true");
        empty.Fill("/verdicts/0/note", "Исправлено чернилами.");
        var decided = await inspector.Press(empty, "send");
        Assert.True(decided.Status == HttpStatusCode.SeeOther, string.Join(' ', decided.Summary) + decided.Text);
        var after = await inspector.See(decided.Location!);
        Assert.Contains("Выполнено: Принять решение по срабатыванию", after.Text);
        Assert.Contains("подтверждён: Исправлено чернилами.", after.Text);

        var entry = await inspector.See($"{place}/entries?hit={hit}&measure=1");
        Assert.Null(entry.Document.QuerySelector("[name='/entry/presentOfficial']"));
        foreach (var (name, text) in ((string, string)[])[
            ("/entry/kind", "1"), ("/entry/foundation", "00"), ("/entry/inspection/number", "10216000/301126/000001"), ("/entry/inspection/begin", "21.11.2026 10:00"),
            ("/entry/inspection/end", "21.11.2026 12:30"), ("/entry/inspection/percent", "10"), ("/entry/inspection/weighed", "true"), ("/entry/inspection/goodsAgree", "")])
            entry.Fill(name, text);
        var unsaid = await inspector.Press(entry, "send");
        Assert.Equal(HttpStatusCode.BadRequest, unsaid.Status);
        Assert.Contains("Товары: Необходимо указать.", unsaid.Summary);
        unsaid.Fill("/entry/inspection/goodsAgree", "false");
        var entered = await inspector.Press(unsaid, "send");
        Assert.True(entered.Status == HttpStatusCode.SeeOther, string.Join(' ', entered.Summary) + entered.Text);
        Assert.Contains("сведения не подтверждены", (await inspector.See(place)).Text);

        var result = await inspector.See($"{place}/results?hit={hit}&measure=1");
        result.Fill("/result/code", "21");
        result.Fill("/result/isFinding", "true");
        result.Fill("/result/payments", "120000.50");
        Assert.Equal(HttpStatusCode.SeeOther, (await inspector.Press(result, "send")).Status);
        Assert.Contains("120000.50 руб.", (await inspector.See(place)).Text);
        Assert.DoesNotContain(number, (await inspector.See($"/desk/checks?profile={Uri.EscapeDataString(await contents.Tiles(program))}")).Text);
        Assert.Equal(HttpStatusCode.Conflict, (await inspector.Open($"{place}/decision?hit=99")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_measure_without_a_profile_is_ordered_and_the_control_closed()
    {
        var (_, place, _) = await Checked();
        using var inspector = Visitor.Of(program, AControl.Inspector);

        var form = await inspector.See($"{place}/measures");
        var refused = await inspector.Press(form, "send");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(refused.Summary, fault => fault.StartsWith("Item: ", StringComparison.Ordinal));
        foreach (var (name, text) in ((string, string)[])[("/item", "0"), ("/measure", "104"), ("/characteristics", "All packages."), ("/reason", "The seals differ.")])
            refused.Fill(name, text);
        var ordered = await inspector.Press(refused, "send");
        Assert.True(ordered.Status == HttpStatusCode.SeeOther, string.Join(' ', ordered.Summary) + ordered.Text);
        Assert.Contains("measure ordered by the official", (await inspector.See(place)).Text);

        var closing = await inspector.See($"{place}/closing");
        closing.Fill("/reason", "Withdrawn");
        closing.Fill("/note", "Lodged anew.");
        Assert.Equal(HttpStatusCode.SeeOther, (await inspector.Press(closing, "send")).Status);
        var closed = await inspector.See(place);
        Assert.Contains("The declaration was withdrawn.", closed.Text);
        Assert.Empty(closed.Document.QuerySelectorAll($"a[href^='{place}/']"));
        Assert.Equal(HttpStatusCode.Conflict, (await inspector.Open($"{place}/measures")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_official_finds_a_hit_of_an_informal_profile_and_another_state_is_told()
    {
        var (_, place, _) = await Checked();
        var informal = await contents.Informal(program);
        using var inspector = Visitor.Of(program, AControl.Inspector);
        var (form, other) = (await inspector.See($"{place}/found-hits"), await inspector.See($"{place}/found-hits"));
        Assert.Contains(informal, form.Document.QuerySelectorAll("#profiles option").Select(option => option.GetAttribute("value")));

        form.Fill("/profile", informal);
        form.Fill("/item", "1");
        Assert.Equal(HttpStatusCode.SeeOther, (await inspector.Press(form, "send")).Status);
        Assert.Contains("found by the official", (await inspector.See(place)).Text);

        other.Fill("/profile", informal);
        other.Fill("/item", "1");
        var stale = await inspector.Press(other, "send");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Contains("The control has moved on", stale.Text);
        Assert.Equal(informal, stale.Fields["/profile"]);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_head_of_the_post_sees_all_of_it_and_decides_nothing()
    {
        var (number, place, hit) = await Checked();
        using var head = Visitor.Of(program, AControl.PostHead);

        Assert.Contains(number, (await head.See($"/desk/checks?authority={Ceramics.Baltic}")).Text);
        var page = await head.See(place);
        Assert.Empty(page.Document.QuerySelectorAll($"a[href^='{place}/']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await head.Open($"{place}/decision?hit={hit}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await head.Open("/desk/checks?authority=x")).Status);

        using var elsewhere = Visitor.Of(program, AControl.PostHead with { Subject = "post-head-9", Authority = Ceramics.Vladivostok });
        Assert.DoesNotContain(number, (await elsewhere.See("/desk/checks")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Open(place)).Status);
    }

    [Theory]
    [InlineData("decision"), InlineData("found-hits"), InlineData("measures"), InlineData("agreements"), InlineData("entries"), InlineData("results"), InlineData("closing")]
    public void Every_field_of_a_form_has_a_name(string route)
    {
        Assert.All(Leaves(FormSchema.Of(ControlCommandTable.All.Of(route).Command).Fields), field => Assert.NotNull(FieldWords.Of(route, field.Path).Label));

        static IEnumerable<FormField> Leaves(IEnumerable<FormField> fields) => fields.SelectMany(field => field switch
        {
            GroupField group => [field, .. Leaves(group.Fields)],
            RowsField rows => [field, .. Leaves(rows.Fields)],
            _ => (IEnumerable<FormField>)[field],
        });
    }

    /// <summary>A declaration that the profile of tiles hits; which of its hits that is.</summary>
    private async Task<(string Number, string Place, int Hit)> Checked()
    {
        var profile = await contents.Tiles(program);
        var next = Interlocked.Increment(ref serial);
        var check = await program.Check(next);
        var hit = check["hits"]!.AsArray().First(each => each!.Text("profile") == profile)!["hit"]!.GetValue<int>();
        var number = TileDeclarations.Number(next, "10216000");
        return (number, $"/desk/declarations/{number.Replace('/', '-')}", hit);
    }

    /// <summary>Profiles that are in force for all of these tests.</summary>
    private sealed class DraftContentOf
    {
        private readonly Lock gate = new();
        private Task<string>? tiles, informal;

        public Task<string> Tiles(TheProgram program)
        {
            lock (gate)
                return tiles ??= AControl.InForce(program, Ceramics.Content);
        }

        public Task<string> Informal(TheProgram program)
        {
            lock (gate)
                return informal ??= AControl.InForce(program, AControl.Informal);
        }
    }
}
