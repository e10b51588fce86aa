using System.Collections.Immutable;
using System.Security.Cryptography;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Rules.Tests.Registers;

/// <summary>What closed circles say is sealed, and opened by those who have the key.</summary>
public sealed class SealerTests
{
    private static readonly byte[] salt = RandomNumberGenerator.GetBytes(16);
    private static readonly byte[] first = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] second = RandomNumberGenerator.GetBytes(32);

    [Theory]
    [InlineData("")]
    [InlineData("Пломбир")]
    [InlineData("sealed-1:x:y")]
    public void What_is_sealed_opens_as_it_was(string text)
    {
        var sealer = new Sealer([first]);

        var sealedText = sealer.Seal(salt, "content", text);

        Assert.True(Sealer.IsSealed(sealedText));
        Assert.True(text.Length == 0 || !sealedText.Contains(text, StringComparison.Ordinal));
        Assert.Equal(text, sealer.Open("content", sealedText));
    }

    [Fact]
    public void The_first_key_seals_and_those_of_before_open()
    {
        var before = new Sealer([first]).Seal(salt, "content", "Пломбир");
        var rotated = new Sealer([second, first]);

        Assert.Equal("Пломбир", rotated.Open("content", before));
        var after = rotated.Seal(salt, "content", "Пломбир");
        Assert.Equal("Пломбир", new Sealer([second]).Open("content", after));
        Assert.Throws<SealedKeyException>(() => new Sealer([first]).Open("content", after));
        Assert.Throws<SealedKeyException>(() => new Sealer([second]).Open("content", before));
    }

    [Fact]
    public void What_was_changed_or_moved_does_not_open()
    {
        var sealer = new Sealer([first]);
        var sealedText = sealer.Seal(salt, "content", "Пломбир");
        var bytes = Convert.FromBase64String(sealedText.Split(':')[2]);
        bytes[^1] ^= 1;

        Assert.Throws<SealedKeyException>(() => sealer.Open("note", sealedText));
        Assert.Throws<SealedKeyException>(() => sealer.Open("content", $"{string.Join(':', sealedText.Split(':')[..2])}:{Convert.ToBase64String(bytes)}"));
        Assert.Throws<SealedKeyException>(() => sealer.Open("content", "sealed-1:unknown:AAAA"));
        Assert.Throws<SealedKeyException>(() => sealer.Open("content", "Пломбир"));
    }

    /// <summary>The same text twice in a command, and in two commands, is never the same sealed text: nothing is to be learnt from comparing.</summary>
    [Fact]
    public void No_two_sealed_texts_are_alike()
    {
        var sealer = new Sealer([first]);
        string[] texts = [.. from name in (string[])["content", "note"] from used in (byte[][])[salt, RandomNumberGenerator.GetBytes(16)] select sealer.Seal(used, name, "Пломбир")];

        Assert.Equal(texts.Length, texts.Distinct().Count());
    }

    [Fact]
    public void No_line_of_a_closed_circle_says_anything()
    {
        const string word = "Пломбир";
        var kind = ShippedKinds.All["corruption-notice"];
        var names = kind.Fields.Select(field => field.Name).ToArray();
        var values = names.ToImmutableSortedDictionary(name => name, name => name == "acceptedAt" ? "2026-03-09T10:15:00+03:00" : word, StringComparer.Ordinal);
        var registered = EntryRules.Decide(null, new AddEntry(EntryStage.Baltic, values), kind, EntryStage.At(EntryStage.Start, EntryStage.Official(Role.TrustedOfficer, EntryStage.Baltic)));
        Assert.Null(registered.Refusal);
        var entry = EntryStage.Fold(null, EntryStage.Number(registered, kind));
        var head = EntryStage.Official(Role.AuthorityHead, EntryStage.Baltic);
        var check = EntryRules.Decide(entry, new TakeStep("check", ImmutableSortedDictionary<string, string>.Empty, Responsible: EntryStage.Person), kind, EntryStage.At(EntryStage.Start, head));
        entry = EntryStage.Fold(entry, check);
        var decided = EntryRules.Decide(
            entry, new TakeStep("decision", ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("decision", word)]), new EntryPaper(word, new(2026, 3, 9))), kind,
            EntryStage.At(EntryStage.Start, head));
        Assert.Null(decided.Refusal);

        foreach (var decision in (EntryDecision[])[registered, check, decided])
        {
            var lines = string.Concat(StoredEntryEvents.Table.Pending(decision.Events).Select(line => System.Text.Encoding.UTF8.GetString(line.Payload)));
            Assert.DoesNotContain(word, lines, StringComparison.Ordinal);
            Assert.DoesNotContain("2026-03-09", lines, StringComparison.Ordinal);
            Assert.All(decision.Kept, kept => Assert.True(Sealer.IsSealed(kept.Value), kept.Name));
        }
        Assert.Equal(names.Length, registered.Kept.Length);
        Assert.Equal(["/paper", "decision"], decided.Kept.Select(kept => kept.Name).Order(StringComparer.Ordinal));
        Assert.Empty(entry.Open);
    }

    [Fact]
    public void Without_a_key_nothing_is_registered()
    {
        var kind = ShippedKinds.All["corruption-notice"];
        var at = EntryStage.At(EntryStage.Start, EntryStage.Holder(kind.Registration.By)) with { Sealer = null };

        Assert.Throws<SealedKeyException>(() => EntryRules.Decide(null, EntryStage.Registration(kind), kind, at));
    }

    [Fact]
    public void Nothing_leads_out_of_a_closed_circle_and_nothing_depends_on_what_it_says()
    {
        var closed = ShippedKinds.All["corruption-notice"];
        var linked = closed with { Links = ["entry"] };
        var conditional = closed with
        {
            Fields = [.. closed.Fields, new("urgent", new("Срочно", "Urgent"), FieldType.YesNo), new("because", new("Почему", "Why"), FieldType.Text, RequiredWhen: new("urgent", "true"))],
        };

        Assert.Empty(KindRules.Check(closed));
        Assert.Equal("/links", Assert.Single(KindRules.Check(linked)).Pointer);
        Assert.Equal($"/fields/{closed.Fields.Length + 1}/requiredWhen/field", Assert.Single(KindRules.Check(conditional)).Pointer);
    }
}
