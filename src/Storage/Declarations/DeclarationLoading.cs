using System.Diagnostics;
using System.Security.Cryptography;
using RmsOrleans.Declarations.Loading;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;

namespace RmsOrleans.Storage.Declarations;

/// <summary>Takes a file of declarations as it comes: while a batch is written, the next is read, and no more than two are held.</summary>
internal sealed class DeclarationLoading(DeclarationStore store, DeclarationMetrics metrics, ILogger<DeclarationLoading> log)
{
    /// <summary>Records that are written in one transaction: numbers lie all over their index, and the more of them come at once, the fewer of its pages are written for each.</summary>
    public const int BatchSize = 4_000;

    /// <summary>Of their lines, where these are long.</summary>
    private const long MostBytes = 8 << 20;

    /// <param name="check">What becomes of a line that was read, such as a fault by the rights of its sender.</param>
    /// <param name="written">Told of lines that are stored.</param>
    /// <returns>The number of the load, which has ended.</returns>
    /// <exception cref="StorageUnavailableException">What of the file is stored the load's line says; it can be sent again.</exception>
    public async Task<long> Load(BegunLoad load, LoadFile file, Stream content, Func<LoadedLine, LoadedLine>? check, IProgress<long>? written, CancellationToken cancellation)
    {
        using var span = Activities.StartLoading();
        var id = await store.Begin(load, cancellation);
        span?.SetTag("rms.load", id).SetTag("rms.kind", $"{load.Kind}").SetTag("rms.format", $"{load.Format}");
        using var hashed = new HashedStream(content, isWhole: file.Format == FileFormat.Parquet);
        var (state, failure, detail) = (LoadState.Interrupted, (FileFault?)null, (string?)null);
        try
        {
            state = await Take(id, file, Source(load, file, hashed), check, written, span, cancellation) ? LoadState.Done : LoadState.Interrupted;
            await hashed.ReadToEnd(cancellation);
        }
        catch (NotAFileException fault)
        {
            (state, failure, detail) = (LoadState.Failed, fault.Fault, fault.Detail);
        }
        catch (InvalidDataException broken) // of what was compressed
        {
            (state, failure, detail) = (LoadState.Failed, FileFault.NotCompressed, broken.Message);
        }
        finally
        {
            await End(id, state, state == LoadState.Interrupted ? null : hashed.Sum, failure, detail);
            span?.SetTag(CommandTags.Outcome, $"{state}".ToLowerInvariant());
        }
        return id;
    }

    /// <summary>What would become of the file if it were loaded now; nothing is.</summary>
    public async Task<TriedLoad> Try(BegunLoad load, LoadFile file, Stream content, Func<LoadedLine, LoadedLine>? check, int mostFaults, CancellationToken cancellation)
    {
        using var hashed = new HashedStream(content, isWhole: file.Format == FileFormat.Parquet);
        var (counts, faults, state, failure, detail) = (new LoadCounts(), new List<LoadFaultRow>(), LoadState.Done, (FileFault?)null, (string?)null);
        (DateOnly From, DateOnly To)? period = null;
        try
        {
            await foreach (var batch in Batches(0, file.Read(Source(load, file, hashed), cancellation), check))
            {
                var settled = await store.Try(batch, cancellation);
                counts += settled.Counts;
                faults.AddRange(settled.Faults.Take(mostFaults - faults.Count));
                if (settled.Period is var (from, to))
                    period = period is var (first, last) ? (from < first ? from : first, to > last ? to : last) : (from, to);
            }
            await hashed.ReadToEnd(cancellation);
        }
        catch (NotAFileException fault)
        {
            (state, failure, detail) = (LoadState.Failed, fault.Fault, fault.Detail);
        }
        catch (InvalidDataException broken)
        {
            (state, failure, detail) = (LoadState.Failed, FileFault.NotCompressed, broken.Message);
        }
        return new(counts, faults, state, failure, detail, hashed.Sum, period);
    }

    private static Stream Source(BegunLoad load, LoadFile file, HashedStream hashed) =>
        file.Format == FileFormat.Parquet ? hashed : LoadFile.Unpacked(load.Source, hashed);

    private async Task<bool> Take(long id, LoadFile file, Stream content, Func<LoadedLine, LoadedLine>? check, IProgress<long>? written, Activity? span, CancellationToken cancellation)
    {
        var lines = 0L;
        Task<LoadCounts?> writing = Task.FromResult<LoadCounts?>(new LoadCounts());
        await foreach (var batch in Batches(id, file.Read(content, cancellation), check))
        {
            if (await writing is not { } counts)
                return false; // ended by another
            Written(counts);
            writing = store.Write(batch, CancellationToken.None);
        }
        if (await writing is not { } last)
            return false;
        Written(last);
        return true;

        void Written(LoadCounts counts)
        {
            metrics.Written(counts);
            lines += counts.Lines;
            span?.SetTag("rms.lines", lines);
            written?.Report(counts.Lines);
        }
    }

    public static bool IsFull(LoadBatch batch) => batch.Count >= BatchSize || batch.Bytes >= MostBytes;

    private static async IAsyncEnumerable<LoadBatch> Batches(long id, IAsyncEnumerable<LoadedLine> lines, Func<LoadedLine, LoadedLine>? check)
    {
        var batch = new LoadBatch(id);
        await foreach (var line in lines)
        {
            batch.Add(check is null ? line : check(line));
            if (!IsFull(batch))
                continue;
            yield return batch;
            batch = new LoadBatch(id);
        }
        if (batch.Count > 0)
            yield return batch;
    }

    private async Task End(long id, LoadState state, string? sum, FileFault? failure, string? detail)
    {
        try
        {
            await store.End(id, state, sum, failure, detail, CancellationToken.None);
        }
        catch (StorageUnavailableException) when (state == LoadState.Interrupted)
        {
            DeclarationLog.NotEnded(log, id); // the sweep ends it
        }
    }
}

/// <summary>What a load would come to.</summary>
internal sealed record TriedLoad(
    LoadCounts Counts, IReadOnlyList<LoadFaultRow> Faults, LoadState State, FileFault? Failure, string? Detail, string Sha256, (DateOnly From, DateOnly To)? Period);

/// <summary>What is read of a stream, with its hash.</summary>
/// <param name="isWhole">Whether it is read here and there, and hashed as a whole at the end.</param>
internal sealed class HashedStream(Stream inner, bool isWhole) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Hexadecimal, of all that was read.</summary>
    public string Sum => field ??= Convert.ToHexStringLower(hash.GetHashAndReset());

    /// <summary>Reads what nobody has asked for, such as what follows the last line of a compressed file.</summary>
    public async Task ReadToEnd(CancellationToken cancellation)
    {
        if (isWhole)
            inner.Position = 0;
        var rest = new byte[64 * 1024];
        for (int read; (read = await inner.ReadAsync(rest, cancellation)) > 0;)
            hash.AppendData(rest, 0, read);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        if (!isWhole)
            hash.AppendData(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        if (!isWhole)
            hash.AppendData(buffer[..read]);
        return read;
    }

    public override bool CanRead => true;

    public override bool CanSeek => isWhole;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            hash.Dispose();
        base.Dispose(disposing);
    }
}
