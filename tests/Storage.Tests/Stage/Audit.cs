using Dapper;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>Reads a whole sequence, or a whole journal, and says whether it is as promised.</summary>
internal static class Audit
{
    public static async Task<RegisterCertificate> Certificate(this Store store, SequenceKey key)
    {
        var certificate = new RegisterCertificate(key);
        await store.Query(async connection =>
        {
            foreach (var row in await connection.QueryAsync<Row>(
                """select serial, number, subject, version, line_hash as "LineHash", at, hash from registrations where sequence = @Value order by serial""", key))
                certificate.Add(new RegisterEntry(row.Serial, row.Number, row.Subject.Value, row.Version, row.LineHash, row.At, row.Hash));

            var end = await connection.QuerySingleOrDefaultAsync<(long Serial, byte[]? Hash)>("select last_serial, last_hash from sequences where key = @Value", key);
            certificate.End(end.Serial, end.Hash ?? Chain.Start);
            return 0;
        });
        return certificate;
    }

    /// <summary>Serials from 1 to <paramref name="count"/>, and each link of the chain as it should be.</summary>
    public static async Task AssertWhole(this Store store, SequenceKey key, long count)
    {
        var certificate = await store.Certificate(key);
        Assert.Equal((count, count, 0L, 0L, null), (certificate.Count, certificate.Last?.Serial ?? 0, certificate.MissingCount, certificate.RepeatedCount, certificate.BrokenAt));
    }

    /// <summary>The lines are numbered from 1, and each link of their chain is as it should be.</summary>
    public static void AssertChained(IReadOnlyList<JournalLine> lines)
    {
        var previous = Chain.Start;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            Assert.Equal(i + 1, line.Line);
            Assert.Equal(Chain.Line(previous, line.Subject, line.Line, line.Type, line.At, line.Actor, line.Payload), line.Hash);
            previous = line.Hash;
        }
    }

    private sealed class Row
    {
        public long Serial { get; init; }
        public string Number { get; init; } = "";
        public DraftId Subject { get; init; }
        public int Version { get; init; }
        public byte[] LineHash { get; init; } = [];
        public DateTimeOffset At { get; init; }
        public byte[] Hash { get; init; } = [];
    }
}
