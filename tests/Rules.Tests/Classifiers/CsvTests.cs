using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Classifiers;

public sealed class CsvTests
{
    [Theory]
    [InlineData("1,Check,x", "1|Check|x")]
    [InlineData(" 1 ,\tCheck , x\r", "1|Check|x")]
    [InlineData("1,\"Check, then release\",", "1|Check, then release|")]
    [InlineData("1, \" Check \"\"twice\"\" \" ,x", "1|Check \"twice\"|x")]
    [InlineData("1,Check,\"x\"\r", "1|Check|x")]
    [InlineData("1,Check\rtwice,x", "1|Check twice|x")]
    [InlineData(",,", "||")]
    [InlineData("1,\"\",x", "1||x")]
    [InlineData("\u00a01,Контроль\u00a0,x", "1|Контроль|x")]
    public void Reads_the_fields_of_a_line(string line, string fields) => Assert.Equal(fields, Assert.Single(Read($"a,b,c\n \t\r\n{line}\n\n").Rows));

    [Theory]
    [InlineData("1,\"Check,x")]
    [InlineData("1,Ch\"eck\",x")]
    [InlineData("1,\"Ch\"eck,x")]
    [InlineData("1,Check,\"")]
    public void A_quote_out_of_place_spoils_its_line_alone(string line) => Assert.Equal(
        [(3, "a quote stands where none may stand, or is not closed")],
        Read($"a,b,c\n1,Check,x\n{line}\n2,\"Look\",y").Errors.Select(error => (error.Line, error.Reason.InEnglish())));

    [Fact]
    public void Faulty_lines_are_counted_with_the_header_and_blank_ones() =>
        Assert.Equal([1, 4, 6], Read("\uFEFFa,b\r\n1,2,3\r\n\r\n1,2\r\n1,2,3\r\n1,2,3,4").Errors.Select(error => error.Line));

    private static Csv<string> Read(string text) => Csv.Read<string>(text, "a,b,c", Joined);

    private static string? Joined(string[] fields, IReadOnlyList<string> before, out Phrase? error)
    {
        error = null;
        return string.Join('|', fields);
    }
}
