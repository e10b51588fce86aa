using System.Text;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;
using RmsOrleans.Declarations.Reading.Mappings;

namespace RmsOrleans.Declarations.Tests.Reading;

/// <summary>Tables of price points, in the layout of the public statistics.</summary>
public sealed class PricePointTests
{
    private const string Header = "NAPR\tPERIOD\tSTRANA\tTNVED\tEDIZM\tSTOIM\tNETTO\tKOL\tREGION\tREGION_S\n";

    private static Mapping Statistics => MappingJson.Shipped.Single(mapping => mapping.Name == "fcs-statistics");

    [Fact]
    public async Task A_line_is_a_point()
    {
        var point = (await Read("ИМ\t11/2026\ttr\t6907210001\tМ2\t17500\t25000\t1388,9\t45000 - Москва\t01\n"))[0].Price!;

        Assert.Equal(("fcs-statistics", "IM", "2026-11", "6907210001", "TR", "М2", "45000 - Москва"), (point.Source, point.Direction, point.MonthText, point.CommodityCode, point.OriginCountry, point.Unit, point.Region));
        Assert.Equal(("17500", "25000", "1388.9", "0.7"), ($"{point.ValueUsd}", $"{point.NetWeightKg}", $"{point.Quantity}", $"{point.PricePerKg}"));
        Assert.NotNull(point.Licence);
    }

    [Fact]
    public async Task Each_fault_has_its_line_and_its_place_and_stops_nothing()
    {
        var lines = await Read(
            "XX\t11/2026\tTR\t6907210001\t\t17500\t25000\t\t\t\n"
            + "ИМ\t13/2026\tTUR\tплитка\t\t0\t-1\t\t\t\n"
            + "ИМ\t11/2026\tTR\t6907210001\t\t17500\t0\t0\t\t\n"
            + "ИМ\t11/2026\tTR\t6907210001\t\t\t25000\t\t\t\n"
            + "ИМ\t11/2026\tTR\n"
            + "ИМ\t11/2026\tTR\t6907210001\t\t17500\t25000\t\t\t\n");

        Assert.Equal(
            new HashSet<string>
            {
                "2 /direction NotInTable", "3 /period NotAMonth", "3 /originCountry NotACountry", "3 /commodityCode NotDigits", "3 /valueUsd NotPositive", "3 /netWeightKg NotPositive",
                "4 /netWeightKg Missing", "5 /valueUsd Missing", "6  MalformedRow",
            },
            lines.SelectMany(line => line.Faults).Select(fault => $"{fault.Line} {fault.Pointer} {fault.Code}").ToHashSet());
        Assert.NotNull(lines[^1].Price);
    }

    [Fact]
    public async Task Points_that_say_the_same_of_the_same_have_the_same_key_and_figures()
    {
        var lines = await Read(
            "ИМ\t11/2026\tTR\t6907210001\t\t17500\t25000\t\t45000\t\n"
            + "ИМ\t11/2026\ttr\t6907210001\t\t17500,0\t25000\t\t45000\tx\n"
            + "ИМ\t11/2026\tTR\t6907210001\t\t17501\t25000\t\t45000\t\n"
            + "ИМ\t10/2026\tTR\t6907210001\t\t17500\t25000\t\t45000\t\n"
            + "ИМ\t11/2026\tTR\t6907210001\t45000\t17500\t25000\t\t\t\n");

        var keys = lines.Select(line => Convert.ToHexString(line.Price!.Key)).ToArray();
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(lines[0].Price!.Figures, lines[1].Price!.Figures);
        Assert.Equal(keys[0], keys[2]);
        Assert.NotEqual(lines[0].Price!.Figures, lines[2].Price!.Figures);
        Assert.Equal(3, keys.Distinct().Count());
    }

    [Theory]
    [InlineData("""{ "name": "x", "kind": "Prices", "number": { "column": "N" }, "fields": { "source": "S" } }""", "/number")]
    [InlineData("""{ "name": "x", "kind": "Prices", "fields": { "source": "S" } }""", "/fields")]
    [InlineData("""{ "name": "x", "kind": "Prices", "fields": { "netWeightKgs": "S" } }""", "/fields/netWeightKgs")]
    [InlineData("""{ "name": "x", "fields": { "item": "S" } }""", "/number")]
    public void A_mapping_that_cannot_be_used_says_where(string json, string pointer) =>
        Assert.Equal(pointer, Assert.Throws<MappingException>(() => MappingJson.Read(Encoding.UTF8.GetBytes(json))).Pointer);

    private static async Task<List<LoadedLine>> Read(string lines)
    {
        var read = new List<LoadedLine>();
        await foreach (var line in CsvFile.Read(Statistics, new MemoryStream(Encoding.UTF8.GetBytes(Header + lines)), default))
            read.Add(line);
        return read;
    }
}
