using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.Submissions;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Tests.Submissions;

/// <summary>The whole body is there at once, as it is when a client sends faster than lines are handed in.</summary>
public sealed class LineReaderTests
{
    private static readonly string million = new string('x', 999_999) + "\n";

    [Fact]
    public async Task Gives_every_line_that_ends_within_the_limit()
    {
        var lines = await Read(string.Concat(Enumerable.Repeat(million, 6)));

        Assert.Equal([(1, LineEnd.Whole), (2, LineEnd.Whole), (3, LineEnd.Whole), (4, LineEnd.Whole), (5, LineEnd.BodyTooLarge)], lines);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Counts_a_body_to_its_last_byte(int beyond, bool fits)
    {
        var body = string.Concat(Enumerable.Repeat(million, 4));

        var lines = await Read(body + new string('x', RequestBody.Limit - body.Length + beyond));

        Assert.Equal((5, fits ? LineEnd.Whole : LineEnd.BodyTooLarge), lines[^1]);
    }

    private static async Task<List<(int Number, LineEnd End)>> Read(string body)
    {
        var reader = new LineReader(PipeReader.Create(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body))));
        var lines = new List<(int, LineEnd)>();
        while (await reader.Next(CancellationToken.None) is { } line)
        {
            lines.Add((line.Number, line.End));
            line.Dispose();
            if (line.End == LineEnd.BodyTooLarge)
                break;
        }
        return lines;
    }
}
