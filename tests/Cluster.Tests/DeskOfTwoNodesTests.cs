using System.Net.Http.Json;
using System.Text.Json;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>The desk of two nodes behind a proxy that sends each request to the other: nobody notices, but for a button that has to be pressed again when one of them dies.</summary>
[Collection(PostgresCollection.Name)]
public sealed class DeskOfTwoNodesTests(PostgresCluster cluster)
{
    private const string Form = "/desk/drafts/new";

    private static readonly Credentials author = new(Ceramics.Baltic, Ceramics.Unit, Role.Author, Role.Coordinator);

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task A_form_goes_from_node_to_node_and_a_death_in_its_middle_costs_a_repeat_and_nothing_else()
    {
        using var site = await Site.OnPostgres(cluster);
        await using var nodes = await Nodes.Start(site, 2);
        using var official = new DeskVisitor(nodes);
        await official.SignIn(author.Token(site.Folder).Parameter!);

        // Begun on one node, kept by the other, gone on with on the first.
        var opened = await official.Page(Form);
        var fields = DeskVisitor.Fields(Samples.Ceramics, "Kept on the way");
        Assert.Contains("role=\"status\"", await official.Page(Form, [.. fields, new("_key", DeskVisitor.Hidden(opened, "_key")), new("_do", "keep")]));
        Assert.Contains("unfinished=1", await official.Page(Form));
        var resumed = await official.Page($"{Form}?unfinished=1");
        Assert.Contains("Kept on the way", resumed);

        // Pressed twice, at both nodes at once, it is one draft.
        KeyValuePair<string, string>[] pressed = [.. fields, new("_key", DeskVisitor.Hidden(resumed, "_key")), new("_do", "send")];
        var places = await Task.WhenAll(official.Press(Form, pressed), official.Press(Form, pressed));
        Assert.Single(places.Distinct());
        Assert.DoesNotContain("unfinished=1", await official.Page(Form));

        // A node dies while it saves; what it had done is not known, so the button is pressed again.
        var other = await official.Page(Form);
        pressed = [.. DeskVisitor.Fields(Samples.Ceramics, "Saved while a node died"), new("_key", DeskVisitor.Hidden(other, "_key")), new("_do", "send")];
        var saving = official.TryPress(Form, pressed);
        await nodes.Kill(official.AskedLast);
        var place = await saving ?? await Patience.Until("the draft to be saved", () => official.TryPress(Form, pressed), saved => saved is not null);
        Assert.Contains("Saved while a node died", await official.Page(place!));

        using var http = nodes.Client(author);
        var drafts = (await http.GetFromJsonAsync<JsonElement>("/api/v1/drafts?limit=200")).GetProperty("items");
        Assert.Equal(["Kept on the way", "Saved while a node died"], drafts.EnumerateArray().Select(draft => draft.GetProperty("title").GetString()!).Order());
    }
}
