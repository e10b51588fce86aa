using System.Text.Encodings.Web;
using System.Text.Json;

namespace RmsOrleans.Samples;

/// <summary>
/// One day of all sample offices: five hundred submissions as <c>POST /submissions</c> takes them in a body of lines.
/// A caller acts only for its own authority, so <c>samples/send-office-day.sh</c> sends each office's lines with that office's token.
/// </summary>
public static class OfficeDay
{
    private const ulong Seed = 20261015;

    private static readonly JsonSerializerOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write()
    {
        using var file = new MemoryStream();
        foreach (var line in Lines())
        {
            JsonSerializer.Serialize(file, line, readable);
            file.WriteByte((byte)'\n');
        }
        return file.ToArray();
    }

    /// <summary>Bodies for <c>POST /submissions</c>, without a key: as many different ones as asked for, the same ones each time.</summary>
    public static IEnumerable<byte[]> Bodies(Office office, int count)
    {
        var dice = new Dice(Seed + ulong.Parse(office.Code));
        for (var i = 0; i < count; i++)
            yield return JsonSerializer.SerializeToUtf8Bytes(Submission.Draw(dice, office, idempotencyKey: null), readable);
    }

    /// <summary>The offices' drafts mixed as they come in during the day.</summary>
    private static IEnumerable<Submission> Lines()
    {
        var dice = new Dice(Seed);
        var waiting = Office.All.SelectMany(office => Enumerable.Repeat(office, office.Share)).ToList();
        var given = Office.All.ToDictionary(office => office, _ => 0);
        while (waiting.Count > 0)
        {
            var office = dice.Pick(waiting);
            waiting.Remove(office);
            yield return Submission.Draw(dice, office, $"2026-10-15/{office.Code}/{++given[office]:000}");
        }
    }
}
