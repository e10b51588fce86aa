using System.Text;
using System.Text.Json;
using RmsOrleans.Api.Print;
using RmsOrleans.Grains.Kernel.Journal;

namespace RmsOrleans.Api.Tests.Print;

/// <summary>However often a content was edited, a print holds what its sheets say, and no content of before.</summary>
public sealed class PrintedJournalTests
{
    [Fact]
    public void Keeps_of_a_large_line_what_an_extract_says_of_it()
    {
        var journal = new PrintedJournal();
        var text = new string('x', 1_000_000);
        var payload = JsonSerializer.Serialize(new { number = "14-88/17", content = new { text }, note = new { text }, remarks = new[] { "Name the carriers." } });

        journal.See(Line(1, "DraftEdited", payload));
        journal.See(Line(2, "DraftSigned", """{"name":"A. Head"}"""));

        Assert.Equal("""{"number":"14-88/17","remarks":["Name the carriers."]}""", Encoding.UTF8.GetString(journal.Lines[0].Payload));
        Assert.Equal("""{"name":"A. Head"}""", Encoding.UTF8.GetString(journal.Lines[1].Payload));
    }

    [Fact]
    public void Keeps_the_last_two_versions_of_a_profile_whole()
    {
        var journal = new PrintedJournal();
        foreach (var (type, i) in ((string, int)[])[("ProfileRegistered", 1), ("ProfileEntered", 2), ("ProfileUpdated", 3), ("ProfileUpdated", 4)])
            journal.See(Line(i, type, $$"""{"content":{{i}}}"""));

        Assert.Equal(("""{"content":3}""", """{"content":4}"""), (Encoding.UTF8.GetString(journal.VersionBefore!), Encoding.UTF8.GetString(journal.Version!)));
    }

    private static JournalLine Line(int line, string type, string payload) => new(Guid.Empty, line, type, DateTimeOffset.UnixEpoch, [], Encoding.UTF8.GetBytes(payload), []);
}
