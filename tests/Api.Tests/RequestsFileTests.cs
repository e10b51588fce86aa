using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests;

/// <summary>The file of requests that people try by hand does what it says, from top to bottom, on the day of the test.</summary>
public sealed class RequestsFileTests
{
    [Fact]
    public async Task Every_request_does_what_it_says()
    {
        using var program = new TheProgram();
        program.Clock.Turn(DateTimeOffset.UtcNow - program.Clock.GetUtcNow());
        var file = new RequestsFile(ApprovedFile.InRepository("src/Api/requests.http"), program);

        var answered = await file.Run();

        Assert.True(answered > 80, $"Only {answered} requests are in the file.");
    }

    [Fact]
    public void Every_command_of_a_draft_and_a_profile_is_in_the_file()
    {
        var paths = File.ReadLines(ApprovedFile.InRepository("src/Api/requests.http")).Where(line => line.Contains("{{host}}/api/", StringComparison.Ordinal)).ToList();
        var routes = DraftCommandTable.All.Steps.Select(row => row.Route!).Concat(ProfileCommandTable.All.Steps.Select(row => row.Route!));

        Assert.All(routes, route => Assert.Contains(paths, path => path.EndsWith($"}}}}/{route.Replace("{n}", "1", StringComparison.Ordinal)}", StringComparison.Ordinal)));
    }
}

/// <summary>Sends what is in a file, as the REST Client of VS Code does it: variables, names of answers, dates.</summary>
internal sealed partial class RequestsFile
{
    private readonly string path;
    private readonly TheProgram program;
    private readonly Dictionary<string, string> variables = [];
    private readonly Dictionary<string, (HttpResponseMessage Answer, JsonNode? Body)> answers = [];

    public RequestsFile(string path, TheProgram program)
    {
        (this.path, this.program) = (path, program);
        foreach (var line in File.ReadLines(path).TakeWhile(line => !line.StartsWith("###", StringComparison.Ordinal)))
            Define(line);
        var people = File.ReadLines(path).Where(line => line.Contains(" -- token ", StringComparison.Ordinal)).Select(Person).ToList();
        var tokens = variables.Where(each => each.Value == "paste-a-token").Select(each => each.Key).ToList();
        Assert.Equal(people.Count, tokens.Count);
        foreach (var (name, person) in tokens.Zip(people))
            variables[name] = program.Token(person);
    }

    /// <returns>How many requests were answered well; the first that is not ends it.</returns>
    public async Task<int> Run()
    {
        using var client = program.As(null);
        variables["host"] = client.BaseAddress!.ToString().TrimEnd('/');
        var sections = File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n###").Skip(1).ToList();
        foreach (var section in sections)
            await Send(client, section.Split('\n').Skip(1).ToList());
        return sections.Count;
    }

    private async Task Send(HttpClient client, List<string> lines)
    {
        var start = lines.FindIndex(IsRequest().IsMatch);
        Assert.True(start >= 0, $"There is no request in: {string.Join('\n', lines)}");
        foreach (var line in lines.Take(start))
            Define(line);
        var name = lines.Take(start).Select(line => IsName().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

        var headers = lines.Skip(start + 1).TakeWhile(line => line.Length > 0).Where(line => line[0] != '#').Select(Filled).ToList();
        var body = lines.Skip(start + 1).SkipWhile(line => line.Length > 0).Skip(1).ToList();
        var what = Filled(lines[start]).Split(' ', 2);
        using var request = Wire.Request(new HttpMethod(what[0]), what[1], Content(body, headers), [.. headers.Where(header => !header.StartsWith("Content-", StringComparison.Ordinal))]);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var isStream = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" && !what[1].Contains("/trial-runs/", StringComparison.Ordinal); // that one ends
        var text = isStream ? "" : await answer.Content.ReadAsStringAsync();

        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotModified, $"{string.Join(' ', what)} is answered {(int)answer.StatusCode}: {text}");
        if (name is not null)
            answers[name] = (answer, JsonNode.Parse(text));
        if (isStream)
            answer.Dispose();
    }

    private ByteArrayContent? Content(List<string> body, List<string> headers)
    {
        var type = headers.FirstOrDefault(header => header.StartsWith("Content-Type:", StringComparison.Ordinal));
        if (type is null)
            return null;

        var file = body.FirstOrDefault(line => line.StartsWith("< ", StringComparison.Ordinal));
        var bytes = file is null
            ? Encoding.UTF8.GetBytes(Filled((string.Join('\n', body).TrimEnd() + "\n").ReplaceLineEndings(type.Contains("multipart/", StringComparison.Ordinal) ? "\r\n" : "\n")))
            : File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path)!, file[2..]));
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type["Content-Type:".Length..].Trim());
        return content;
    }

    private void Define(string line)
    {
        var match = IsVariable().Match(line);
        if (match.Success)
            variables[match.Groups[1].Value] = match.Groups[2].Value.Trim();
    }

    private string Filled(string text) => IsReference().Replace(text, match =>
    {
        var value = Value(match.Groups["name"].Value);
        return match.Groups["escaped"].Length > 0 ? Uri.EscapeDataString(value) : value;
    });

    private string Value(string name)
    {
        var parts = name.Split('.');
        return parts switch
        {
            _ when IsDate().Match(name) is { Success: true } date => Day(date),
            [var named, "response", "headers", var header] => answers[named].Answer.Headers.GetValues(header).Single(),
            [var named, "response", "body", .. var members] => members.Aggregate(answers[named].Body, (node, member) => node![member])!.GetValue<string>(),
            _ => Filled(variables[name]),
        };
    }

    /// <summary>By the clock of the people who try it, which is Moscow's.</summary>
    private string Day(Match date)
    {
        var days = date.Groups["days"].Success ? int.Parse(date.Groups["days"].Value, CultureInfo.InvariantCulture) : 0;
        var now = program.Clock.GetUtcNow().AddDays(days);
        return date.Groups["iso"].Success
            ? now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : now.ToOffset(TimeSpan.FromHours(3)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static Actor Person(string line)
    {
        var options = Options().Matches(line).Select(match => (Name: match.Groups[1].Value, Value: match.Groups[2].Value.Trim('"'))).ToList();
        string? Option(string name) => options.Where(option => option.Name == name).Select(option => option.Value).FirstOrDefault();
        var authority = new AuthorityCode(Option("authority")!);
        return new Actor(
            Option("subject") ?? $"{authority}/{Option("name")}", Option("name")!, authority, Option("unit"),
            [.. options.Where(option => option.Name == "role").Select(option => RoleNames.TryParse(option.Value, out var role) ? role : throw new InvalidDataException(line))]);
    }

    [GeneratedRegex("^(GET|POST|PUT|DELETE) ")]
    private static partial Regex IsRequest();

    [GeneratedRegex("^# @name (\\w+)$")]
    private static partial Regex IsName();

    [GeneratedRegex("^@(\\w+) = (.*)$")]
    private static partial Regex IsVariable();

    [GeneratedRegex("\\{\\{(?<escaped>%?)(?<name>[^{}]+)\\}\\}")]
    private static partial Regex IsReference();

    [GeneratedRegex("^(?:\\$localDatetime \"YYYY-MM-DD\"|\\$datetime (?<iso>iso8601))(?: (?<days>-?\\d+) d)?$")]
    private static partial Regex IsDate();

    [GeneratedRegex("--(\\w+) (\"[^\"]*\"|\\S+)")]
    private static partial Regex Options();
}
