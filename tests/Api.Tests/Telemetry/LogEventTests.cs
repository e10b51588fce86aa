using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using RmsOrleans.Api.Http;
using RmsOrleans.Grains;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Tests.Telemetry;

public sealed partial class LogEventTests
{
    private static readonly Assembly[] assemblies = [typeof(GrainClassNames).Assembly, typeof(IReadinessCheck).Assembly, typeof(Problems).Assembly, typeof(Desk.DeskSurface).Assembly, typeof(Measuring).Assembly];

    private static readonly List<LoggerMessageAttribute> events =
    [
        .. from assembly in assemblies
           from type in assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           let logged = method.GetCustomAttribute<LoggerMessageAttribute>()
           where logged is not null
           orderby logged.EventId
           select logged,
    ];

    [Fact]
    public void Every_event_has_an_id_of_its_own()
    {
        Assert.NotEmpty(events);
        Assert.Distinct(events.Select(each => each.EventId));
    }

    [Fact]
    public void The_page_lists_every_event_in_its_words_and_says_what_to_do() => Assert.Equal(
        events.Select(each => $"{each.EventId} {each.Level}: {each.Message}"),
        EventRow().Matches(OperationsFiles.Page).Select(row => $"{row.Groups["id"].Value} {row.Groups["level"].Value}: {row.Groups["message"].Value}"));

    [GeneratedRegex(@"^\| (?<id>\d+) \| (?<level>\w+) \| (?<message>[^|]+?) \| [^|]{5,} \|$", RegexOptions.Multiline)]
    private static partial Regex EventRow();
}
