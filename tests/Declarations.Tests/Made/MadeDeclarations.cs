using System.Text;

namespace RmsOrleans.Declarations.Tests.Made;

/// <summary>
/// Declarations by a seed, with what is awkward: much is missing, texts differ in case, accents and letters that look alike, numbers go to their ends, codes of authorities
/// are not all in the register, and there are several of what there can be several of.
/// </summary>
internal sealed class MadeDeclarations(int seed)
{
    public static readonly DateOnly Month = new(2026, 3, 1);

    public static readonly AuthorityTree Authorities = new(7,
    [
        ("10000000", null), ("10200000", "10000000"), ("10216000", "10200000"), ("10216110", "10216000"), ("10216120", "10216000"),
        ("10300000", "10000000"), ("10313000", "10300000"), ("10313010", "10313000"),
    ]);

    private static readonly string[] codes = ["37", "40", "CN", "cn", "RU", "ru", "EU", "00", "А1", "A1", "а1", "DAP", "USD", "12"];
    private static readonly string[] digits = ["6907", "690721", "6907210000", "6907290000", "8471300000", "0302110000", "84713"];
    private static readonly string[] countries = ["CN", "cn", "RU", "DE", "EU", "00", "KR"];
    private static readonly string[] authorities =
        ["10216110", "10216120", "10216000", "10200000", "10313010", "10313000", "10216999", "10999000", "99999999", "10216", "10", "10000000"];
    private static readonly string[] texts =
    [
        "Плитка керамическая", "ПЛИТКА  керамическая ", "плитка", "Cafe\u0301 noir", "CAFÉ NOIR", "café", "Ёлка", "елка", "Е777КХ", "E777KX", "e777kx", "  АВС", "ABC", "aaaaaaaaab",
        "7701234567", "ООО «Ромашка»", "straße", "STRASSE", "İstanbul", "🚗 car", " ", "a\nb", "Ж", "слово слово слово Ж",
    ];
    private static readonly long[] millionths =
        [0, 1, -1, 450_000, 1_000_000, 5_000_000, 10_000_000, 12_345_678, -7_500_000, 123_456_789_012, FixedPoint.MostMillionths, -FixedPoint.MostMillionths];

    private readonly Random random = new(seed);

    /// <summary>So many declarations of the month, with different numbers; some numbers come in two versions.</summary>
    public IEnumerable<Declaration> Take(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var version = i > 0 && random.Next(10) == 0 ? 2 : 1;
            yield return One($"{(version == 2 ? i - 1 : i):d7}", version);
        }
    }

    /// <summary>What a declaration may be read from again; to a segment it is only bytes.</summary>
    public static byte[] SourceOf(Declaration declaration) =>
        Encoding.UTF8.GetBytes($"{declaration.Number} {declaration.Version} {string.Join(';', declaration.Items.Select(item => item.Number))} Плитка");

    private Declaration One(string serial, int version)
    {
        var number = new DeclarationNumber(Pick(["10216110", "10313010", "10216"]), Month.AddDays(random.Next(28)), serial);
        var head = Values(Part.Head);
        return new(number, version, head, [.. Enumerable.Range(1, 1 + random.Next(random.Next(10) == 0 ? 9 : 3)).Select(item => new DeclarationItem(item, Values(Part.Item), SomeOutcome()))]);
    }

    private Outcome? SomeOutcome() => random.Next(3) switch
    {
        0 => null,
        1 => new(random.Next(2) == 0, false),
        _ => new(true, random.Next(2) == 0, new FixedPoint(Pick(millionths)), FixedPoint.Of(random.Next(9))),
    };

    private FieldValues Values(Part part)
    {
        var values = new FieldValues.Builder();
        foreach (var field in Fields.All.Where(field => field.Part == part && field.Repeated == Repeated.None && random.Next(10) < 7))
            values.Add(field, Value(field));
        foreach (var kind in Enum.GetValues<Repeated>().Where(kind => kind != Repeated.None && Fields.Of(kind)[0].Part == part))
        {
            for (var things = random.Next(4); things > 0; things--)
            {
                var thing = new FieldValues.Builder();
                foreach (var field in Fields.Of(kind).Where(_ => random.Next(10) < 8))
                    thing.Add(field, Value(field));
                values.Add(kind, thing.Build());
            }
        }
        return values.Build();
    }

    /// <summary>A value that the field may have, so also one that a condition can ask for.</summary>
    public FieldValue Value(Field field) => field.IsAuthority ? new(Pick(authorities)) : field.Form switch
    {
        FieldForm.Text => new(Pick(texts)),
        FieldForm.Code => new(Pick(codes)),
        FieldForm.Digits => new(Pick(digits)),
        FieldForm.Country => new(Pick(countries)),
        FieldForm.YesNo => new(Pick(["yes", "no"])),
        FieldForm.Decimal => new(new FixedPoint(random.Next(3) == 0 ? random.Next(-20_000_000, 20_000_000) : Pick(millionths))),
        FieldForm.WholeNumber => new(FixedPoint.Of(random.Next(20))),
        FieldForm.Date => new(FixedPoint.Of(Month.AddDays(random.Next(28)))),
    };

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
