using System.Runtime.CompilerServices;
using RmsOrleans.Storage.Sequences;

namespace RmsOrleans.Storage.Verification;

/// <summary>
/// The certificate of each sequence, up to the serial that its row had when it was read: what comes meanwhile is not waited for. And each
/// registration must be of a draft or profile that has its number.
/// </summary>
internal sealed class SequenceCheck(IReadDatabase database)
{
    private const int PageSize = 400;

    private readonly SequenceQueries queries = new(database);

    public Task<List<SequenceHead>> Sequences(CancellationToken cancellation) => queries.Find(null, cancellation);

    public async IAsyncEnumerable<Finding> Check(SequenceHead sequence, IProgress<long> progress, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var where = $"sequence {sequence.Key}";
        var certificate = new RegisterCertificate(sequence.Key);
        await foreach (var page in queries.Register(sequence.Key, sequence.LastSerial, cancellation).Chunk(PageSize).WithCancellation(cancellation))
        {
            foreach (var entry in page)
                certificate.Add(entry);
            if (sequence.Key != SequenceKey.Directory)
            {
                foreach (var orphan in await Orphans(page, cancellation))
                    yield return new Finding($"{where}, number {orphan.Number}", $"there is no draft or profile {orphan.Subject} that has it");
            }
            progress.Report(page.Length);
        }
        certificate.End(sequence.LastSerial, sequence.LastHash);

        if (certificate.MissingCount > 0)
            yield return new Finding(where, $"{certificate.MissingCount} of its serials are missing: {string.Join(", ", certificate.Missing)}");
        if (certificate.RepeatedCount > 0)
            yield return new Finding(where, $"{certificate.RepeatedCount} of its serials are repeated: {string.Join(", ", certificate.Repeated)}");
        if (certificate.BrokenAt is { } broken)
            yield return new Finding($"{where}, serial {broken}", "its hash does not follow from what the register says and from the one before it");
        if (certificate.Last is { } last && last.At != sequence.LastAt)
            yield return new Finding(where, $"its last time is {sequence.LastAt:O}, and by the register {last.At:O}");
    }

    private async Task<IEnumerable<RegisterEntry>> Orphans(RegisterEntry[] page, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        var ids = parameters.OneByOne("id", [.. page.Select(entry => new DraftId(entry.Subject))]);
        var numbers = (await database.List<(DraftId Id, string? Number)>(
            $"select id, number from drafts where id in ({ids}) union all select id, number from profiles where id in ({ids})", parameters, cancellation)).ToHashSet();
        return page.Where(entry => !numbers.Contains((new DraftId(entry.Subject), entry.Number)));
    }
}
