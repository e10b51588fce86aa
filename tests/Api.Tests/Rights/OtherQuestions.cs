using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Rights;

/// <summary>What is asked about a profile that applies to Baltic Customs, about authorities, and about reference data.</summary>
internal static class OtherQuestions
{
    private const string Api = "/api/v1";
    private const string Sequence = "00-10216";

    public static IEnumerable<Question> All => [.. Profiles(), .. Directory(), .. Webhooks(), .. Sequences(), .. Own(), .. Reference(), .. Trials(), .. Declarations(), .. Prices(), .. ControlQuestions.All, .. EntryQuestions.All, .. Health()];

    private static IEnumerable<Question> Profiles()
    {
        yield return Change(Operation.UpdateProfile, "/update", AProfile.Update());
        yield return Change(Operation.CancelProfile, "/cancellation", AProfile.Cancellation("2026-11-21"));
        yield return Read(Operation.ListProfiles, _ => $"{AProfile.Profiles}?limit=200");
        yield return Read(Operation.GetProfile, profile => profile.Path);
        yield return Read(Operation.GetProfileJournal, profile => $"{profile.Path}/journal");
        yield return Read(Operation.GetProfileVersion, profile => $"{profile.Path}/versions/1");
        yield return Read(Operation.GetProfileVersionChanges, profile => $"{profile.Path}/versions/1/changes");
        yield return Read(Operation.PrintProfile, profile => $"{profile.Path}/print");
        yield return Read(Operation.WatchProfile, profile => $"{profile.Path}/events");
        yield return Read(Operation.GetProfileEfficiency, profile => $"{profile.Path}/efficiency");
        yield return Read(Operation.ListEfficiency, _ => $"{Api}/efficiency?limit=200");
        yield return new(Operation.ListProfileTasks, Due, _ => new(HttpMethod.Get, $"{Api}/tasks/profiles?limit=200"));
        yield return new(Operation.LookAtFlag, Due, profile => new(HttpMethod.Post, $"{profile.Path}/flags/Review/look") { Content = Wire.Text("""{ "reason": "It stays." }""", "application/json") });
        yield return Read(Operation.GetRegistration, profile => $"{Api}/registrations/{profile.Path.Split('/')[^1]}") with { Condition = Condition.Zonal };

        static Question Read(Operation operation, Func<Thing, string> path) => new(operation, Adopted, profile => new(HttpMethod.Get, path(profile)));

        static Question Change(Operation operation, string path, string body) =>
            new(operation, Adopted, profile => new(HttpMethod.Post, profile.Path + path) { Content = Wire.Text(body, "application/json") });

        // One whose review has come.
        static async Task<Thing> Due(TheProgram program, Asker? asker)
        {
            var path = await AProfile.Adopted(program, note: Tiles.Valid("2026-11-01", "2026-11-22"));
            await program.LookAtDays();
            await program.LookAtEfficiency();
            return new Thing(path, Mark: path.Split('/')[^1].Replace('-', '/'));
        }
    }

    private static IEnumerable<Question> Directory()
    {
        var acknowledgement = new JsonObject { ["authority"] = Ceramics.Baltic.Value, ["revision"] = 1 };
        yield return new(Operation.ListDirectoryChanges, Adopted, _ => new(HttpMethod.Get, $"{AProfile.Directory}?authority={Ceramics.Baltic}"));
        yield return new(Operation.GetDirectorySnapshot, Adopted, _ => new(HttpMethod.Get, $"{AProfile.Directory}/snapshot?authority={Ceramics.Baltic}"));
        yield return new(Operation.GetDirectoryCoverage, Adopted, _ => new(HttpMethod.Get, $"{AProfile.Directory}/coverage")) { IsAboutTheCaller = true };
        yield return new(Operation.ListDirectoryCoverage, Adopted, _ => new(HttpMethod.Get, $"{AProfile.Directory}/coverage/authorities")) { IsAboutTheCaller = true };
        yield return new(
            Operation.AcknowledgeDirectory, Adopted, _ => new(HttpMethod.Post, $"{AProfile.Directory}/acknowledgements") { Content = Wire.Json(acknowledgement) });
    }

    private static IEnumerable<Question> Webhooks()
    {
        yield return OfTheCaller(Operation.ListWebhooks, Subscribed, _ => new(HttpMethod.Get, $"{Api}/webhooks"));
        yield return OfTheCaller(Operation.AddWebhook, Unsubscribed, _ => Subscribe());
        yield return OfTheCaller(Operation.ChangeWebhook, Subscribed, webhook => new(HttpMethod.Put, webhook.Path)
        {
            Content = Wire.Text("""{ "url": "http://127.0.0.1:9/changed" }""", "application/json"),
        });
        yield return OfTheCaller(Operation.TestWebhook, Subscribed, webhook => new(HttpMethod.Post, $"{webhook.Path}/test"));
        yield return OfTheCaller(Operation.ListDeadLetters, Subscribed, webhook => new(HttpMethod.Get, $"{webhook.Path}/dead-letters"));
        yield return OfTheCaller(Operation.Redeliver, Subscribed, webhook => new(HttpMethod.Post, $"{webhook.Path}/redeliveries"));
        yield return OfTheCaller(Operation.RemoveWebhook, Subscribed, webhook => new(HttpMethod.Delete, webhook.Path));
    }

    private static IEnumerable<Question> Sequences()
    {
        yield return new(Operation.ListSequences, ASequence, _ => new(HttpMethod.Get, $"{Api}/sequences"));
        yield return new(Operation.GetCertificate, ASequence, _ => new(HttpMethod.Get, $"{Api}/sequences/{Sequence}/certificate"));

        static async Task<Thing> ASequence(TheProgram program, Asker? asker)
        {
            await ADraft.Registered(program);
            return new Thing("", Mark: Sequence);
        }
    }

    private static IEnumerable<Question> Own()
    {
        yield return OfTheCaller(Operation.GetCaller, Nothing, _ => new(HttpMethod.Get, $"{Api}/me"));
        yield return OfTheCaller(Operation.ListUnfinished, Kept, _ => new(HttpMethod.Get, $"{Api}/unfinished"));
        yield return OfTheCaller(Operation.GetUnfinished, Kept, piece => new(HttpMethod.Get, piece.Path));
        yield return OfTheCaller(Operation.KeepUnfinished, Kept, piece => Keep(piece.Path));
        yield return OfTheCaller(Operation.RemoveUnfinished, Kept, piece => new(HttpMethod.Delete, piece.Path));
        yield return new(Operation.ListOfficials, Seen, _ => new(HttpMethod.Get, $"{Api}/officials?authority={Ceramics.Baltic}&limit=200"));

        static HttpRequestMessage Keep(string path) => new(HttpMethod.Put, path) { Content = Wire.Text("""{ "values": { "title": "Til" } }""", "application/json") };

        // Each asker has a piece of one's own, under the same name.
        static async Task<Thing> Kept(TheProgram program, Asker? asker)
        {
            var piece = new Thing($"{Api}/unfinished/rights");
            foreach (var isThePerson in (bool[])[true, false])
            {
                var kept = await program.As(((asker ?? Asker.All[0]) with { IsThePerson = isThePerson }).As(Operation.KeepUnfinished)).SendAsync(Keep(piece.Path));
                Assert.True(kept.IsSuccessStatusCode);
            }
            return piece;
        }

        // The list follows the journal.
        static async Task<Thing> Seen(TheProgram program, Asker? asker)
        {
            await ADraft.Registered(program);
            var seen = new Thing("", Mark: $"\"authority\":\"{Ceramics.Baltic}\"");
            await Patience.Until(
                "people of Baltic Customs", () => program.As(Officials.OfTheFcs).GetStringAsync($"{Api}/officials?authority={Ceramics.Baltic}"),
                list => list.Contains(seen.Mark, StringComparison.Ordinal));
            return seen;
        }
    }

    private static IEnumerable<Question> Reference()
    {
        yield return Get(Operation.ListOfficeTasks, "/tasks/office");
        yield return Get(Operation.CountOfficeTasks, "/tasks/office/counts");
        yield return Get(Operation.ListReads, "/read-log");
        yield return Get(Operation.GetCluster, "/cluster");
        yield return Get(Operation.ListAuthorities, "/authorities");
        yield return Get(Operation.GetAuthority, "/authorities/10216000");
        yield return Get(Operation.GetCalendar, "/calendar");
        yield return Get(Operation.GetCalendarYear, "/calendar/2026");
        yield return Get(Operation.ExplainTerm, "/calendar/deadline?from=2026-12-21&term=10&unit=working");
        yield return Get(Operation.ListClassifiers, "/classifiers");
        yield return Get(Operation.GetClassifier, "/classifiers/measures");
        yield return Get(Operation.GetCapacity, "/capacity");
        yield return OfTheCaller(Operation.LoadCapacity, Nothing, _ => Send(HttpMethod.Put, "/capacity?dryRun=true", "authority,from,to,inspections\n10216000,2026-01-01,,40\n", "text/csv"));
        yield return Get(Operation.ListFields, "/classifiers/fields");
        yield return Get(Operation.ListCountries, "/classifiers/countries");
        yield return Get(Operation.ListMeasures, "/classifiers/measures/items");
        yield return Get(Operation.ListKindCodes, "/classifiers/kind-codes/items");
        yield return OfTheCaller(Operation.ListRiskAreas, RiskAreas, _ => new(HttpMethod.Get, $"{Api}/risk-areas"));
        yield return OfTheCaller(Operation.GetRiskArea, RiskAreas, area => new(HttpMethod.Get, area.Path));
        yield return new(Operation.GetRiskCoverage, RiskAreas, _ => new(HttpMethod.Get, $"{Api}/risk-coverage"));
        yield return new(Operation.ExportRiskArea, RiskAreas, area => new(HttpMethod.Get, $"{area.Path}/export"));
        yield return Get(Operation.ListUnits, "/authorities/10216000/units");
        yield return OfTheCaller(Operation.ImportUnits, Nothing, _ => Send(HttpMethod.Post, "/authorities/10700000/units/import", Examples.UnitCsv.Replace("10216000", "10700000", StringComparison.Ordinal), "text/csv"));
        yield return OfTheCaller(Operation.ImportAuthorities, Nothing, _ => Send(HttpMethod.Post, "/authorities/import", Examples.AuthorityCsv, "text/csv"));
        yield return OfTheCaller(Operation.LoadCalendarYear, Nothing, _ => Send(HttpMethod.Put, "/calendar/2028?dryRun=true", CalendarExamples.Load().ToJsonString(), "application/json"));
        yield return OfTheCaller(Operation.LoadClassifier, Nothing, _ => Send(
            HttpMethod.Post, "/classifiers/measures/import?dryRun=true", "code,name,inspection,valid_from,valid_to,note\n106,Inspection,yes,2011-01-01,,\n", "text/csv"));

        // Baltic Customs must have a profile in it.
        static async Task<Thing> RiskAreas(TheProgram program, Asker? asker)
        {
            await program.LoadRiskAreas();
            return new Thing($"{Api}/risk-areas/{ARiskArea.Code}", Mark: $"\"authority\":\"{Ceramics.Baltic}\"");
        }

        static Question Get(Operation operation, string path) => OfTheCaller(operation, Nothing, _ => new(HttpMethod.Get, Api + path));

        static HttpRequestMessage Send(HttpMethod method, string path, string text, string type) => new(method, Api + path) { Content = Wire.Text(text, type) };
    }

    private static IEnumerable<Question> Trials()
    {
        yield return OfTheCaller(Operation.StartTrialRun, Nothing, _ => Start());
        yield return OfTheCaller(Operation.SuggestIndicators, Nothing, _ => new(HttpMethod.Post, $"{Api}/suggestions") { Content = Wire.Text("""{ "fields": ["commodityCode"] }""", "application/json") });
        yield return OfTheCaller(Operation.ListTrialRuns, Nothing, _ => new(HttpMethod.Get, $"{Api}/trial-runs"));
        yield return OfTheCaller(Operation.GetTrialRun, Started, run => new(HttpMethod.Get, run.Path));
        yield return OfTheCaller(Operation.WatchTrialRun, Started, run => new(HttpMethod.Get, $"{run.Path}/events"));
        yield return OfTheCaller(Operation.StopTrialRun, Started, run => new(HttpMethod.Delete, run.Path));

        static HttpRequestMessage Start() => new(HttpMethod.Post, $"{Api}/trial-runs")
        {
            Content = Wire.Text(
                """{ "riskArea": { "description": "Tiles", "indicators": [ { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["6907"] } ] } }""",
                "application/json"),
        };

        // Each asker's own, begun in a role in which one may.
        static async Task<Thing> Started(TheProgram program, Asker? asker)
        {
            var actor = (asker ?? Asker.All[0]).As(Operation.GetTrialRun) with { Roles = [Grains.Kernel.Role.Author] };
            var run = await program.As(actor).SendAsync(Start()).Body(System.Net.HttpStatusCode.Accepted);
            return new Thing($"{Api}/trial-runs/{run.Text("id")}", Mark: run.Text("id"));
        }
    }

    private static IEnumerable<Question> Declarations()
    {
        yield return OfTheCaller(Operation.LoadDeclarations, Nothing, _ => Load("?dryRun=true"));
        yield return OfTheCaller(Operation.ListDeclarationLoads, Nothing, _ => new(HttpMethod.Get, $"{Api}/declarations/loads"));
        yield return OfTheCaller(Operation.ListDeclarationMappings, Nothing, _ => new(HttpMethod.Get, $"{Api}/declarations/mappings"));
        yield return new(Operation.GetDeclarationLoad, Loaded, load => new(HttpMethod.Get, load.Path));
        yield return new(Operation.WatchDeclarationLoad, Loaded, load => new(HttpMethod.Get, $"{load.Path}/events"));
        yield return new(Operation.GetDeclaration, Loaded, _ => new(HttpMethod.Get, $"{Api}/declarations/10216000-150731-0000001"));
        yield return new(Operation.GetDeclarationCoverage, Loaded, load => new(HttpMethod.Get, $"{Api}/declarations/coverage?from=2031-07"));

        static async Task<Thing> Loaded(TheProgram program, Asker? asker)
        {
            var loaded = await program.AsSystemOf(Ceramics.Baltic.Value).SendAsync(Load("")).Body(System.Net.HttpStatusCode.OK);
            return new Thing($"{Api}/declarations/loads/{loaded["id"]}", Mark: "\"month\":\"2031-07\"");
        }

        static HttpRequestMessage Load(string query) => new(HttpMethod.Post, $"{Api}/declarations/loads{query}")
        {
            Content = Wire.Text("""{"number":"10216000/150731/0000001","items":[{"item":1}]}""", "application/x-ndjson"),
        };
    }

    private static IEnumerable<Question> Prices()
    {
        yield return OfTheCaller(Operation.LoadPrices, Nothing, _ => Load("&dryRun=true"));
        yield return OfTheCaller(Operation.ListPriceLoads, Nothing, _ => new(HttpMethod.Get, $"{Api}/price-points/loads"));
        yield return new(Operation.GetPriceLoad, Loaded, load => new(HttpMethod.Get, load.Path));
        yield return OfTheCaller(Operation.WithdrawPriceLoad, Loaded, load => new(HttpMethod.Post, $"{load.Path}/withdrawal") { Content = Wire.Text("""{ "reason": "The values are in roubles." }""", "application/json") });
        yield return OfTheCaller(Operation.ListPricePoints, Nothing, _ => new(HttpMethod.Get, $"{Api}/price-points"));
        yield return OfTheCaller(Operation.GetPricePointList, Nothing, _ => new(HttpMethod.Get, $"{Api}/price-points/list.csv"));
        yield return OfTheCaller(Operation.ResearchPrices, Loaded, _ => Research("?dryRun=true"));
        yield return new(Operation.ListPriceResearches, Researched, _ => new(HttpMethod.Get, $"{Api}/price-researches?limit=200"));
        yield return new(Operation.GetPriceResearch, Researched, research => new(HttpMethod.Get, research.Path));

        static async Task<Thing> Loaded(TheProgram program, Asker? asker)
        {
            var loaded = await program.As(Officials.Operator).SendAsync(Load("")).Body(System.Net.HttpStatusCode.OK);
            return new Thing($"{Api}/price-points/loads/{loaded["id"]}");
        }

        static async Task<Thing> Researched(TheProgram program, Asker? asker)
        {
            await Loaded(program, asker);
            var research = await program.As(Ceramics.Author).SendAsync(Research("")).Body(System.Net.HttpStatusCode.Created);
            return new Thing($"{Api}/price-researches/{research.Text("id")}", Mark: research.Text("id"));
        }

        static HttpRequestMessage Load(string query) => new(HttpMethod.Post, $"{Api}/price-points/loads?mapping=fcs-statistics{query}")
        {
            Content = Wire.Text("NAPR\tPERIOD\tSTRANA\tTNVED\tEDIZM\tSTOIM\tNETTO\tKOL\tREGION\nИМ\t10/2026\tTR\t6907210001\tМ2\t200\t100\t\t45000\n", "text/csv"),
        };

        static HttpRequestMessage Research(string query) => new(HttpMethod.Post, $"{Api}/price-researches{query}")
        {
            Content = Wire.Text("""{ "commodityCode": "6907", "originCountry": "TR", "from": "2026-01", "to": "2026-10" }""", "application/json"),
        };
    }

    private static IEnumerable<Question> Health()
    {
        yield return OfTheCaller(Operation.Live, Nothing, _ => new(HttpMethod.Get, "/health/live"));
        yield return OfTheCaller(Operation.Ready, Nothing, _ => new(HttpMethod.Get, "/health/ready"));
    }

    private static Question OfTheCaller(Operation operation, Func<TheProgram, Asker?, Task<Thing>> about, Func<Thing, HttpRequestMessage> ask) =>
        new(operation, about, ask) { IsAboutTheCaller = true };

    private static HttpRequestMessage Subscribe() => new(HttpMethod.Post, $"{Api}/webhooks")
    {
        Content = Wire.Text("""{ "url": "http://127.0.0.1:9/drafts", "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }""", "application/json"),
    };

    private static async Task<Thing> Subscribed(TheProgram program, Asker? asker)
    {
        await Unsubscribed(program, asker);
        var added = await Keeper(program, asker).SendAsync(Subscribe()).Body(System.Net.HttpStatusCode.Created);
        return new Thing($"{Api}/webhooks/{added.Text("id")}", Mark: added.Text("id"));
    }

    /// <summary>An authority may have only a few.</summary>
    private static async Task<Thing> Unsubscribed(TheProgram program, Asker? asker)
    {
        var client = Keeper(program, asker);
        var list = await client.GetAsync($"{Api}/webhooks").Body(System.Net.HttpStatusCode.OK);
        foreach (var webhook in list["items"]!.AsArray())
            await client.DeleteAsync($"{Api}/webhooks/{webhook!.Text("id")}");
        return new Thing("");
    }

    private static HttpClient Keeper(TheProgram program, Asker? asker) => program.As(Ceramics.CoordinatorOf(asker?.Authority ?? Ceramics.Baltic));

    private static async Task<Thing> Adopted(TheProgram program, Asker? asker)
    {
        var path = await AProfile.Adopted(program);
        return new Thing(path, Mark: path.Split('/')[^1].Replace('-', '/'));
    }

    private static Task<Thing> Nothing(TheProgram program, Asker? asker) => Task.FromResult(new Thing(""));
}
