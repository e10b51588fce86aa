using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Exports;

/// <summary>
/// Fills a store from an export: what was exported is written as it stands, everything else is made from it. Every link of the three chains
/// is computed again before its line is written. It holds one journal and one batch in memory, and a few bytes for each profile.
/// </summary>
internal sealed class StoreImport
{
    public const string Kind = "rms-export";

    private const int BatchSize = 1_000;

    private const long MostBytes = 8 << 20;

    private readonly Dictionary<string, SequenceHead> sequences = [];
    private readonly Dictionary<Guid, long> lastRevisions = [];
    private readonly List<JournalLine> journal = [];
    private Guid? subject;
    private JournalCheck check = new("");
    private readonly FileImport files = new();
    private readonly EntryImport entries = new();
    private readonly Dictionary<string, IJournalImport> journals;
    private readonly IStoreLoading loading;
    private readonly IProgressDisplay progress;
    private long endOfJournal;
    private long endOfExport;
    private LoadedBatch batch = new();

    public StoreImport(IStoreLoading loading, IProgressDisplay progress)
    {
        (this.loading, this.progress) = (loading, progress);
        journals = new()
        {
            [ControlRecords.Line] = ControlRecords.Import(),
            [EntryRecords.Line] = entries.Journals(),
        };
    }

    /// <exception cref="StartRefusedException">Something is wrong; the message has the number of the line.</exception>
    public async Task Read(string path, CancellationToken cancellation)
    {
        using var files = this.files;
        var shown = progress.Begin("Bytes", new FileInfo(path).Length);
        await foreach (var line in ExportReader.Read(path, Kind, shown, cancellation))
        {
            ExportReader.At(line.Number, () => Take(line));
            endOfExport = line.Number;
            if (batch.Count >= BatchSize || batch.Bytes >= MostBytes)
                await Flush(cancellation);
        }
        EndJournal();
        ExportReader.At(endOfExport + 1, () => files.End(batch));
        foreach (var other in journals.Values)
            ExportReader.At(endOfExport + 1, () => other.End(batch));
        ExportReader.At(endOfExport + 1, () => entries.End(batch));
        batch.Sequences.AddRange(sequences.Values);
        await Flush(cancellation);
    }

    private async Task Flush(CancellationToken cancellation)
    {
        await loading.Write(batch, cancellation);
        batch = new LoadedBatch();
    }

    private void Take(ExportLine line)
    {
        var json = line.Json;
        switch (line.Record)
        {
            case "authorities":
                batch.Others.Add(("update authority_register set revision = @revision", new { revision = json.Of("revision").GetInt64() }));
                break;
            case "registration":
                Take(new SequenceKey(json.Text("sequence")), json.Registration());
                break;
            case "revision":
                Take(RevisionRecord.Read(json));
                break;
            case "line":
                Take(json.Line());
                endOfJournal = line.Number;
                break;
            case FileRecords.File:
                EndJournal();
                files.TakeFile(json, batch);
                break;
            case FileRecords.Piece:
                files.TakePiece(json, batch);
                break;
            case "kind":
                entries.TakeKind(json, batch);
                break;
            case EntryRecords.Number:
                entries.TakeNumber(json, batch);
                break;
            case var own when journals.TryGetValue(own, out var other):
                EndJournal();
                other.Take(json.Line(), batch);
                break;
            case PriceRecords.Data:
                batch.Others.Add((PriceRecords.TakeData, new { revision = json.Of("revision").GetInt64() }));
                break;
            case var other when ExportedTable.Find(other) is { } table:
                batch.Others.Add((table.Insert(), table.Read(json)));
                break;
            default:
                throw new FormatException($"this program knows no record '{line.Record}'");
        }
    }

    private void Take(SequenceKey key, RegisterEntry entry)
    {
        if (!RegistrationNumber.TryParse(entry.Number, out var number) || number.Serial != entry.Serial || number.Sequence != key)
            throw new FormatException($"{entry.Number} is not number {entry.Serial} of sequence {key}");
        Link(key, entry);
        batch.Registrations.Add(new RegistrationRow(key, entry.Serial, entry.Number, entry.Subject, entry.Version, entry.LineHash, entry.At, entry.Hash));
    }

    private void Take(DirectoryEntry entry)
    {
        Link(SequenceKey.Directory, new RegisterEntry(
            entry.Revision, SequenceKey.NameOfRevision(entry.Revision), entry.Profile.Value, entry.Version, entry.LineHash, entry.At, entry.Hash));
        batch.Entries.Add(entry);
        lastRevisions[entry.Profile.Value] = entry.Revision;
    }

    private void Link(SequenceKey key, RegisterEntry entry)
    {
        var before = sequences.GetValueOrDefault(key.Value) ?? SequenceHead.New(key);
        if (entry.Serial != before.LastSerial + 1)
            throw new FormatException($"sequence {key}: {entry.Serial} does not follow {before.LastSerial}");
        var hash = Chain.Registration(before.LastHash, entry.Number, entry.Subject, entry.Version, entry.LineHash, entry.At);
        if (!hash.AsSpan().SequenceEqual(entry.Hash))
            throw new FormatException($"sequence {key}, serial {entry.Serial}: its hash does not follow from what it says and from the one before it");
        sequences[key.Value] = new SequenceHead(key, entry.Serial, entry.At, entry.Hash);
    }

    private void Take(JournalLine line)
    {
        if (subject is { } before && before != line.Subject)
        {
            EndJournal();
            files.End(batch);
            if (line.Subject.CompareTo(before) < 0)
                throw new FormatException($"the journal of {line.Subject} stands behind that of {before}");
        }
        if (journal.Count == 0)
            check = subject == line.Subject ? throw new FormatException($"the journal of {line.Subject} goes on behind its files") : new JournalCheck($"{line.Subject}");
        subject = line.Subject;
        if (check.Next(line).FirstOrDefault() is { } error)
            throw new FormatException($"{error}");
        journal.Add(line);
    }

    /// <summary>All lines of a draft or profile are there: its row is the fold of them. What they cannot be folded to is told with the last of them.</summary>
    private void EndJournal() => ExportReader.At(endOfJournal, () =>
    {
        if (journal is not [var first, ..])
            return;

        if (StoredProfileEvents.Table.Has(first.Type))
            batch.Profiles.Add(FoldedProfile.Of(new ProfileId(first.Subject), journal).Heads[^1] with { Revision = lastRevisions.GetValueOrDefault(first.Subject) });
        else
        {
            var draft = FoldedDraft.Of(new DraftId(first.Subject), journal).State;
            batch.Drafts.Add(DraftHead.Of(draft));
            files.Expect(draft);
        }
        batch.Lines.AddRange(journal);
        journal.Clear();
    });
}
