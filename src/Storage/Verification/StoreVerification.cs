using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Verification;

/// <summary>
/// Looks through a whole store and says what is not as docs/storage.md promises: certificates, both hash chains, the fold of each journal
/// against the read model, rows that nothing accounts for, fences that are down. It holds one page in memory, and takes no lock: the program
/// may work on the store meanwhile.
/// </summary>
/// <param name="shelf">The segments of declarations; null where the store alone is looked at.</param>
internal sealed class StoreVerification(IReadDatabase database, IProgressDisplay progress, SegmentShelf? shelf = null)
{
    private readonly AttachmentCheck files = new(database);
    private readonly DeclarationCheck declarations = new(database, shelf);
    private readonly ImmutableArray<IJournaledCheck> others = [new ControlCheck(database), new EntryCheck(database)];
    private readonly PriceCheck prices = new(database);
    private long drafts;
    private long profiles;
    private long lines;
    private int sequences;

    /// <summary>What has been looked at.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture, $"{drafts:N0} drafts and {profiles:N0} profiles with {lines:N0} lines{string.Concat(others.Select(other => other.Summary))}, and {sequences:N0} sequences{files.Summary}{declarations.Summary}{prices.Summary}");

    /// <returns>Every fault; none if the store is whole.</returns>
    /// <exception cref="NothingThereException">The store has not been made.</exception>
    /// <exception cref="SchemaException">The schema is not that of this program.</exception>
    public async IAsyncEnumerable<Finding> Run([EnumeratorCancellation] CancellationToken cancellation)
    {
        SqlTypes.Use();
        await using (var connection = await database.Open(cancellation))
        {
            await StoreDialect.MustBeMade(connection);
            foreach (var finding in await FenceCheck.Check(connection))
                yield return finding;
        }

        await foreach (var finding in CheckSequences(cancellation))
            yield return finding;
        await foreach (var finding in CheckSubjects(cancellation))
            yield return finding;
        foreach (var other in others)
        {
            await foreach (var finding in other.Check(cancellation))
                yield return finding;
        }
        await foreach (var finding in new ControlEndCheck(database).Check(cancellation))
            yield return finding;
        await foreach (var finding in new OrphanCheck(database).Check(cancellation))
            yield return finding;
        await files.CountLeftOver(cancellation);
        await foreach (var finding in declarations.Check(progress, cancellation))
            yield return finding;
        await foreach (var finding in prices.Check(cancellation))
            yield return finding;
    }

    private async IAsyncEnumerable<Finding> CheckSequences([EnumeratorCancellation] CancellationToken cancellation)
    {
        var check = new SequenceCheck(database);
        var rows = await check.Sequences(cancellation);
        var shown = progress.Begin("Certificates", rows.Sum(sequence => sequence.LastSerial));
        foreach (var sequence in rows)
        {
            await foreach (var finding in check.Check(sequence, shown, cancellation))
                yield return finding;
        }
        sequences = rows.Count;
    }

    private async IAsyncEnumerable<Finding> CheckSubjects([EnumeratorCancellation] CancellationToken cancellation)
    {
        var shown = progress.Begin("Journals", await database.One<long>("select (select count(*) from drafts) + (select count(*) from profiles)", null, cancellation));
        await foreach (var page in new SubjectPages(database).Read(cancellation))
        {
            foreach (var subject in page)
            {
                var noun = JournaledNoun.Of(subject);
                foreach (var finding in noun.Check(subject))
                    yield return finding;
                await foreach (var finding in files.Check(new DraftId(subject.Id), subject.Files, cancellation))
                    yield return finding;
                drafts += noun == JournaledNoun.Drafts ? 1 : 0;
                profiles += noun == JournaledNoun.Profiles ? 1 : 0;
                lines += subject.Lines.Count;
            }
            shown.Report(page.Count);
        }
    }

}

/// <summary>Something in the store that is not as it was promised. It names no content and no person.</summary>
internal sealed record Finding(string Where, string What)
{
    public override string ToString() => $"{Where}: {What}";
}

internal static class FoldFailures
{
    /// <summary>Whether a journal, and not the program, is the reason that its lines could not be folded.</summary>
    public static bool IsOne(Exception failure) =>
        failure is InvalidOperationException or JsonException or FormatException or ArgumentException or NullReferenceException;
}

/// <summary>Shows how long work comes on.</summary>
internal interface IProgressDisplay
{
    /// <summary>Begins a stage of so many steps; steps that are done are reported to what is returned.</summary>
    IProgress<long> Begin(string stage, long steps);
}

/// <summary>What a verification found in a store: the faults, and what was looked at.</summary>
internal sealed record StoreReport(IReadOnlyList<Finding> Errors, string Summary)
{
    /// <summary>More faults than these are only counted by <c>verify</c>.</summary>
    private const int MostFaults = 100;

    public static async Task<StoreReport> Of(IReadDatabase database, IProgressDisplay progress, CancellationToken cancellation, SegmentShelf? shelf = null)
    {
        var verification = new StoreVerification(database, progress, shelf);
        var errors = await verification.Run(cancellation).Take(MostFaults).ToListAsync(cancellation);
        return new StoreReport(errors, verification.Summary);
    }
}
