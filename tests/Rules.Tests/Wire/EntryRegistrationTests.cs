using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Rules.Tests.Wire;

/// <summary>What one silo decided, and the sequence of another numbers.</summary>
public sealed class EntryRegistrationTests
{
    private static readonly Serializer serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    private static readonly AuthorityCode baltic = new("10216000");

    [Fact]
    public void A_registration_arrives_with_its_line_and_its_words()
    {
        var happened = new EntryRegistered(
            "appeal", new(2026, 1, 1), baltic, "", 0, new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), null, "received", ImmutableSortedDictionary<string, EntryValue>.Empty, [], []);
        var texts = new EntryTexts(["Прошу пояснить"], ["Тайна прошу"]);
        var sent = new EntryRegistration(Guid.NewGuid(), [], [1], "AAAAAAAA-N/YYYY", baltic, 2026, false, happened.ReceivedAt, texts, baltic) { Event = happened };

        var arrived = serializer.Deserialize<EntryRegistration>(serializer.SerializeToArray(sent))!;

        Assert.Null(arrived.Event);
        Assert.Equal(StoredEntryEvents.Table.Pending(happened).Payload, arrived.Registered);
        Assert.Equal(["прошу", "пояснить"], arrived.Texts.Words.Open.AsEnumerable());
        Assert.Equal(["тайна"], arrived.Texts.Words.Secret.AsEnumerable());
        Assert.Equal((sent.Entry, sent.Mask, sent.Year, sent.Authority), (arrived.Entry, arrived.Mask, arrived.Year, arrived.Authority));
    }
}
