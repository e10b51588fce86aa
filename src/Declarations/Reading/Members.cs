using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace RmsOrleans.Declarations.Reading;

/// <summary>What an object of the JSON form may have.</summary>
internal sealed class Members
{
    private const int Hashes = 128;

    /// <summary>What is no field by itself.</summary>
    public const string Number = "number", Version = "version", Items = "items", Item = "item", Outcome = "outcome", ConsigneeTaxId = "consigneeTaxId",
        ConsignorTaxId = "consignorTaxId", IsControlled = "controlled", HasFinding = "finding", Payments = "payments", Hours = "hours", Code = "code", At = "at",
        Automatic = "automatic";

    private readonly Member[][] byHash;

    private Members(IEnumerable<Field> fields, params IEnumerable<string> others)
    {
        var members = fields.Select(field => (field.Name, Field: (Field?)field)).Concat(others.Select(name => (Name: name, Field: (Field?)null)))
            .Select((member, bit) => new Member(member.Name, bit, member.Field)).ToLookup(member => HashOf(member.Utf8Name));
        byHash = [.. Enumerable.Range(0, Hashes).Select(hash => members[hash].ToArray())];
    }

    public static Members OfHead { get; } = new(
        Fields.All.Where(field => field is { Part: Part.Head, Repeated: Repeated.None }),
        Number, Version, Items, ConsigneeTaxId, ConsignorTaxId, NameOf(Repeated.Vehicles), NameOf(Repeated.BorderAuthorities));

    public static Members OfItem { get; } = new(
        Fields.All.Where(field => field is { Part: Part.Item, Repeated: Repeated.None }), Item, Outcome, NameOf(Repeated.Documents), NameOf(Repeated.Payments));

    public static Members OfOutcome { get; } = new([], IsControlled, HasFinding, Payments, Hours);

    /// <summary>A line of outcomes.</summary>
    public static Members OfItemOutcome { get; } = new([], Number, Item, IsControlled, HasFinding, Payments, Hours);

    /// <summary>A line of events.</summary>
    public static Members OfEvent { get; } = new([], Number, Code, At, Automatic);

    private static readonly Members vehicle = new(Fields.Of(Repeated.Vehicles)), document = new(Fields.Of(Repeated.Documents)), payment = new(Fields.Of(Repeated.Payments));

    private static readonly FrozenDictionary<string, Repeated> kinds =
        Enum.GetValues<Repeated>().Where(kind => kind != Repeated.None).ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The properties of a thing; a border authority has one alone and is a text.</summary>
    public static Members Of(Repeated kind) => kind switch
    {
        Repeated.Vehicles => vehicle,
        Repeated.Documents => document,
        Repeated.Payments => payment,
        Repeated.None or Repeated.BorderAuthorities => throw new InvalidOperationException($"{kind} has no objects."),
    };

    /// <summary>The list of the things of a kind.</summary>
    public static string NameOf(Repeated kind) => kind switch
    {
        Repeated.Vehicles => "vehicles",
        Repeated.BorderAuthorities => "borderAuthorities",
        Repeated.Documents => "documents",
        Repeated.Payments => "payments",
        Repeated.None => throw new InvalidOperationException("There is no such list."),
    };

    /// <summary>The kind of the things of a list.</summary>
    public static Repeated KindOf(string list) => kinds[list];

    /// <summary>The member of the name that the reader stands on.</summary>
    public Member? Find(ref Utf8JsonReader json)
    {
        return Find(json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan);
    }

    public Member? Find(ReadOnlySpan<byte> name)
    {
        foreach (var member in byHash[HashOf(name)])
        {
            if (name.SequenceEqual(member.Utf8Name))
                return member;
        }
        return null;
    }

    private static int HashOf(ReadOnlySpan<byte> name) => name.IsEmpty ? 0 : ((name.Length * 37) + (name[0] * 11) + (name[name.Length / 2] * 5) + name[^1]) % Hashes;
}

/// <summary>A member of an object, and its place among those seen.</summary>
internal sealed record Member(string Name, int Bit, Field? Field)
{
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);
}

/// <summary>Where the reader is: the declaration itself, one of its items, or one of the things of either.</summary>
internal readonly record struct Place(string Above, int Item = -1, string? List = null, int Index = -1)
{
    public Place In(string list, int index) => Item < 0 && list == Members.Items ? this with { Item = index } : this with { List = list, Index = index };

    public string Of(string member) => $"{this}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public override string ToString() => $"{Above}{(Item < 0 ? "" : $"/{Members.Items}/{Item}")}{(List is null ? "" : $"/{List}/{Index}")}";
}
