using System.CommandLine;
using System.Globalization;
using RmsOrleans.Api.Declarations;
using RmsOrleans.Declarations.Loading;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;
using RmsOrleans.Declarations.Reading.Mappings;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Silo.Commands;

/// <summary><c>declarations load</c>: takes files of declarations into a store on which no program runs.</summary>
internal static class DeclarationsCommand
{
    private const string Description = """
        Load files of declarations, events or outcomes: lines of JSON (.ndjson, .jsonl), CSV (.csv) and Parquet (.parquet) by a mapping; those that end in .gz are unpacked. On SQLite
        no program may run on the store meanwhile; a running one takes them by POST /api/v1/declarations/loads. The same file again changes nothing. Exit code 0: all lines are there;
        1: done, but lines were refused, with the first faults of each file; 2: not done; 3: there is no store.
        """;

    /// <summary>Of a file so many are told; the load has the others.</summary>
    private const int MostFaults = 20;

    private const string OfPrices = """
        Load files of price points: CSV (.csv) and Parquet (.parquet) by a mapping; those that end in .gz are unpacked. On SQLite no program may run on the store meanwhile; a running one takes
        them by POST /api/v1/price-points/loads. The same file again changes nothing. Exit code 0: all lines are there; 1: done, but lines were refused, with the first faults of each file;
        2: not done; 3: there is no store.
        """;

    public static Command Create() => new("declarations", "Load declarations.") { Load(prices: false), Seal() };

    public static Command CreatePrices() => new("prices", "Load price points.") { Load(prices: true) };

    private static Command Seal() => new StoreOptions().OnStore(
        new Command("seal", "Seal what has come of each month into segments, also where it is little. On SQLite no program may run on the store meanwhile. Exit code 0: done; 2: not done; 3: there is no store."),
        "Not sealed",
        async (store, _, cancellation) =>
        {
            await store.Database.Start(cancellation);
            Console.WriteLine($"{await store.DeclarationSealing.Seal(1, cancellation)} segments were made in {store.Segments.Folder}.");
            return 0;
        });

    private static Command Load(bool prices)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "The files, one after the other.", Arity = ArgumentArity.OneOrMore }.AcceptExistingOnly();
        var mapping = new Option<string?>("--mapping") { Description = "Of tables: the mapping by which their columns are read, such as kcs." };
        var kind = new Option<RecordKind>("--kind") { Description = "What lines of JSON are.", DefaultValueFactory = _ => RecordKind.Declarations };
        var command = new Command("load", prices ? OfPrices : Description) { files, mapping };
        if (!prices)
            command.Add(kind);
        return new StoreOptions().OnStore(
            command,
            "Not loaded",
            async (store, parsed, cancellation) =>
            {
                var chosen = parsed.GetValue(mapping) is { } name ? Find(store.Mappings, name, prices) : null;
                var loads = parsed.GetValue(files)!.Select(file => (file, How: How(file, chosen, prices ? RecordKind.Prices : parsed.GetValue(kind)))).ToList();
                await store.Database.Start(cancellation);
                var reports = await ProgressBars.Show(async progress =>
                {
                    var done = new List<(LoadRow Load, List<LoadFaultRow> Faults)>();
                    foreach (var (file, how) in loads)
                    {
                        await using var content = new ShownStream(file.OpenRead(), progress.Begin(file.Name, file.Length));
                        var id = await store.DeclarationLoading.Load(new(how.Kind, how.Format, how.Mapping?.Name, file.Name, prices ? Operator with { Subject = "prices load" } : Operator), how, content, null, null, cancellation);
                        done.Add(((await store.Declarations.Load(id, cancellation))!, await store.Declarations.FaultsOf(id, 0, MostFaults, cancellation)));
                    }
                    return done;
                });
                foreach (var (load, faults) in reports)
                    Tell(load, faults);
                return reports.Any(each => each.Load.State != LoadState.Done) ? StoreOptions.Failed : reports.Any(each => each.Load.Refused + each.Load.Conflicts > 0) ? 1 : 0;
            });
    }

    private static Actor Operator => new("declarations load", Environment.UserName, AuthorityCode.Fcs, null, [Role.Operator]);

    private static Mapping Find(MappingFolder mappings, string name, bool prices)
    {
        try
        {
            var mapping = mappings.Find(name) ?? throw new StartRefusedException($"there is no mapping {name}; there are {string.Join(", ", mappings.All().Where(each => (each.Mapping?.Kind == RecordKind.Prices) == prices).Select(each => each.Name))}.");
            return (mapping.Kind == RecordKind.Prices) == prices
                ? mapping : throw new StartRefusedException($"the mapping {name} is of {(prices ? "declarations" : "price points, which the command prices load takes")}.");
        }
        catch (MappingException fault)
        {
            throw new StartRefusedException($"the mapping {name} cannot be used: {fault.Message}", fault);
        }
    }

    private static LoadFile How(FileInfo file, Mapping? mapping, RecordKind kind) => LoadFile.FormatOf(file.Name) switch
    {
        null => throw new StartRefusedException($"by the name of {file.Name} it cannot be told how it is written; .ndjson, .csv and .parquet can be loaded, also with .gz behind."),
        FileFormat.JsonLines when kind == RecordKind.Prices => throw new StartRefusedException($"{file.Name} is no table: price points come as .csv and .parquet, also with .gz behind."),
        FileFormat.JsonLines => new(FileFormat.JsonLines, null, kind),
        _ when mapping is null => throw new StartRefusedException($"{file.Name} is a table: say by --mapping how its columns are read."),
        var format => new(format.Value, mapping, mapping.Kind),
    };

    private static void Tell(LoadRow load, List<LoadFaultRow> faults)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{load.Source}: load {load.Id}, {load.Lines:N0} lines: {load.Taken:N0} taken, {load.Unchanged:N0} unchanged, {load.Refused:N0} refused, {load.Conflicts:N0} in conflict, {load.Stale:N0} stale."));
        if (load.Failure is { } failure)
            Console.WriteLine($"  {FaultWords.InWords(failure, load.Detail).En}");
        foreach (var fault in faults.Take(MostFaults))
            Console.WriteLine($"  line {fault.Line}{(fault.Pointer.Length == 0 ? "" : $", {fault.Pointer}")}: {FaultWords.InWords(fault.Code, fault.Detail).En}");
        if (faults.Count > MostFaults)
            Console.WriteLine("  … and others.");
    }

    /// <summary>Shows how much of a file was read.</summary>
    private sealed class ShownStream(Stream inner, IProgress<long> shown) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => inner.CanSeek;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Shown(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => Shown(inner.Read(buffer, offset, count));

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }

        private int Shown(int read)
        {
            shown.Report(read);
            return read;
        }
    }
}
