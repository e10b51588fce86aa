using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Profiles;

/// <summary>As for drafts: a change of the approved file breaks journals that exist.</summary>
public sealed class StoredProfileEventsTests
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly DateOnly from = new(2026, 12, 1);
    private static readonly DateOnly to = new(2027, 11, 30);

    private static ProfileEvent[] OneOfEach =>
    [
        new ProfileRegistered(
            new RegistrationNumber("13", "100000", new DateOnly(2026, 11, 21), 1), new DraftId(Guid.Parse("0199a7c4-5d2e-7c31-9b1f-3a6d2f4e8c10")),
            new RegistrationNumber("00", "10216", new DateOnly(2026, 11, 21), 1), Ceramics.Submission.Kind, Ceramics.Content, Ceramics.Note, from, to),
        new ProfileInForce(from),
        new ProfileExpired(to),
        new ProfileUpdated(2, Tiles.Decision, Ceramics.Content, Ceramics.Note, from, to) { Request = new RequestKey("key-1", "0123456789abcdef") },
        new ProfileCancellationDecided(Tiles.Decision),
        new ProfileCancelled(Tiles.Decision),
    ];

    [Fact]
    public void Every_event_stands_in_the_journal_as_approved()
    {
        var page = new StringBuilder();
        foreach (var (type, payload) in OneOfEach.Select(StoredProfileEvents.Table.Pending))
            page.AppendLine($"{type}").AppendLine(JsonSerializer.Serialize(JsonDocument.Parse(payload).RootElement, indented)).AppendLine();
        ApprovedFile.Text("StoredProfileEvents.txt", page.ToString());
    }

    [Fact]
    public void Every_event_is_read_as_it_was_written() => Assert.All(OneOfEach, happened =>
    {
        var (type, payload) = StoredProfileEvents.Table.Pending(happened);

        var again = StoredProfileEvents.Table.Pending(StoredProfileEvents.Table.Read(type, payload));

        Assert.Equal((type, Encoding.UTF8.GetString(payload)), (again.Type, Encoding.UTF8.GetString(again.Payload)));
    });

    [Fact]
    public void Every_kind_of_event_has_a_name_and_stands_in_the_approved_file()
    {
        Assert.Equal(typeof(ProfileEvent).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(ProfileEvent)) && !type.IsAbstract), StoredProfileEvents.Table.Names.Count());
        Assert.Equal(StoredProfileEvents.Table.Names.Order(), OneOfEach.Select(happened => StoredProfileEvents.Table.Pending(happened).Type).Order());
    }
}
