using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Loading;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Tests.Stage;
using RmsOrleans.Storage.Trials;

namespace RmsOrleans.Storage.Tests;

/// <summary>A store that declarations are loaded into.</summary>
public abstract class LoadingContract : StoreContract
{
    private protected LoadingContract(IStage stage)
        : base(stage)
    {
    }

    private protected DeclarationQueries Queries => Store.Service<DeclarationQueries>();

    private protected async Task<LoadRow> Load(IReadOnlyList<string> lines, RecordKind kind = RecordKind.Declarations, Store? node = null)
    {
        var id = await (node ?? Store).Service<DeclarationLoading>().Load(Begun(kind), new(FileFormat.JsonLines, null, kind), new MemoryStream(Bytes(lines)), null, null, default);
        return (await Queries.Load(id, default))!;
    }

    private protected static string Line(int serial, int version = 1, string goods = "ceramic tiles", string? control = null, string? day = null, string outcome = "", int item = 1) =>
        $$"""{"number":"{{Number(serial, day)}}","version":{{version}},"controlAuthority":"{{control ?? "10216020"}}","items":[{"item":{{item}},"goodsDescription":"{{goods}}"{{outcome}}}]}""";

    private protected static BegunLoad Begun(RecordKind kind) => new(kind, FileFormat.JsonLines, null, "test.ndjson", Ceramics.Author);

    private protected static DeclarationNumber Number(int serial, string? day = null) =>
        DeclarationNumber.TryParse($"10216020/{day ?? $"{(serial % 28) + 1:00}1226"}/{serial.ToString("0000000", CultureInfo.InvariantCulture)}", out var number) ? number : throw new InvalidOperationException();

    private protected static byte[] Bytes(IReadOnlyList<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private protected async Task<int> Count(string table) => (int)await Store.Query(connection => Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, $"select count(*) from {table}"));
}

/// <summary>Declarations: each number and version once, whatever is loaded again and in which order; and what is known of them beside.</summary>
public abstract class DeclarationContract : LoadingContract
{
    private protected DeclarationContract(IStage stage)
        : base(stage)
    {
    }

    private DeclarationLoading Loading => Store.Service<DeclarationLoading>();

    [StoreFact]
    public async Task A_file_is_taken_and_the_same_again_is_unchanged_also_in_another_order()
    {
        var lines = Enumerable.Range(1, 2_345).Select(serial => Line(serial)).ToList();
        var first = await Load(lines);
        Assert.Equal((LoadState.Done, 2_345, 2_345, 0), (first.State, (int)first.Lines, (int)first.Taken, (int)first.Unchanged));
        Assert.Equal((new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 28)), (first.PeriodFrom, first.PeriodTo));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes(lines))), first.Sha256);
        Assert.Equal((Ceramics.Author.Subject, Ceramics.Author.Name, Ceramics.Author.Authority), (first.Subject, first.Name, first.Authority));

        await CloseStore();
        await OpenStore();
        var again = await Load(lines);
        var reversed = await Load([.. Enumerable.Reverse(lines)]);

        Assert.Equal([(0, 2_345), (0, 2_345)], new[] { again, reversed }.Select(load => ((int)load.Taken, (int)load.Unchanged)));
        Assert.Equal(2_345, await Count("declarations"));
        Assert.Equal([first.Revision, first.Revision], new[] { again.Revision, reversed.Revision });
        Assert.Equal([reversed.Id, again.Id, first.Id], (await Queries.Loads(prices: false, null, null, 10, default)).Select(load => load.Id));
    }

    [StoreFact]
    public async Task A_snapshot_that_fails_leaves_no_connection_that_sees_its_moment_for_ever()
    {
        await Load([Line(1)]);
        var trials = Path.Combine(Store.Service<SegmentShelf>().Folder, "trials");
        Directory.CreateDirectory(Path.GetDirectoryName(trials)!);
        await File.WriteAllTextAsync(trials, "a file where the folder of runs should be");

        for (var attempt = 0; attempt < 3; attempt++)
            await Assert.ThrowsAnyAsync<IOException>(() => Store.Service<TrialSnapshots>().Take(TrialId.New(), new(2026, 12, 1), new(2026, 12, 31), compared: null, known: null, default));
        await Load([Line(2)]);

        for (var reading = 0; reading < 3; reading++)
            Assert.Equal(2, await Count("declarations"));
    }

    /// <summary>Of a declaration that was lodged twice the first counts, which may come after the second.</summary>
    [StoreFact]
    public async Task Another_version_counts_in_the_next_run_and_not_in_one_under_way()
    {
        var scans = Store.Service<ITrialScans>();
        var question = new TrialQuestion(
            new("Others", Indicators: [new(IndicatorGroup.Goods, "goodsDescription", IndicatorOperator.Equals, ["another"])]), "hash", new(2026, 12, 1), new(2026, 12, 31), []);
        await Load([Line(1, version: 2), Line(2)]);
        Assert.Equal(1, await Store.Service<DeclarationSealing>().Seal(1, default));
        await Load([Line(3, version: 2), Line(4)]);
        var (run, next) = (TrialId.New(), TrialId.New());
        var snapshot = await scans.Snapshot(run, question, known: null, default);

        await Load([Line(1, version: 1, goods: "another"), Line(2, version: 2, goods: "another"), Line(3, version: 1, goods: "another"), Line(4, version: 2, goods: "another"), Line(5, goods: "another")]);
        Assert.Equal(1, await Store.Service<DeclarationSealing>().Seal(1, default));

        Assert.Equal((4L, 0L), await Counted(run, snapshot));
        Assert.Equal((5L, 3L), await Counted(next, await scans.Snapshot(next, question, known: null, default)));

        async Task<(long Examined, long Hit)> Counted(TrialId of, TrialSnapshot taken)
        {
            var found = TrialTally.None;
            foreach (var segment in taken.Segments)
                found += await scans.Examine(of, question, segment, default);
            return (found.Cells.Sum(cell => cell.Declarations), found.Cells.Sum(cell => cell.HitDeclarations));
        }
    }

    [StoreFact]
    public async Task Every_order_of_versions_ends_in_the_same_first_and_latest_and_what_lies_between_is_stale()
    {
        var random = new Random(5);
        for (var number = 1; number <= 30; number++)
        {
            var versions = Enumerable.Range(1, 5).ToArray();
            random.Shuffle(versions);
            var (taken, stale, seen) = (0, 0, new List<int>());
            foreach (var version in versions)
            {
                var between = seen.Count > 0 && version > seen.Min() && version < seen.Max();
                (taken, stale) = between ? (taken, stale + 1) : (taken + 1, stale);
                seen.Add(version);
            }
            // Half of them in one batch, half each for itself.
            var loads = number % 2 == 0
                ? [await Load([.. versions.Select(version => Line(number, version))])]
                : await Each(versions, version => Load([Line(number, version)]));
            Assert.Equal((taken, stale), ((int)loads.Sum(load => load.Taken), (int)loads.Sum(load => load.Stale)));
            var stored = (await Queries.Find(Number(number), default))!.Versions;
            Assert.Equal([1], stored.Where(version => version.IsFirst).Select(version => version.Declaration.Version));
            Assert.Equal([5], stored.Where(version => version.IsLatest).Select(version => version.Declaration.Version));
        }
    }

    [StoreFact]
    public async Task The_same_version_with_another_content_is_a_conflict_and_changes_nothing()
    {
        await Load([Line(1)]);
        var load = await Load([Line(1, goods: "another"), Line(2), Line(2, goods: "another")]);
        Assert.Equal((1, 2), ((int)load.Taken, (int)load.Conflicts));
        Assert.Equal("ceramic tiles", (await Queries.Find(Number(1), default))!.Versions[0].Declaration.Items[0].Values[Fields.Get("goodsDescription")]!.Value.Text);
        var faults = await Queries.FaultsOf(load.Id, 0, 10, default);
        Assert.Equal([(1L, FaultCode.Conflict, $"{Number(1)}, 1"), (3L, FaultCode.Conflict, $"{Number(2)}, 1")], faults.Select(fault => (fault.Line, fault.Code, fault.Detail)));
    }

    [StoreFact]
    public async Task Faulty_lines_are_refused_with_all_that_is_wrong_and_the_others_are_taken()
    {
        var load = await Load([Line(1), """{"colour":"red"}""", "{", Line(2)]);
        Assert.Equal((2, 2, 4), ((int)load.Taken, (int)load.Refused, (int)load.Lines));
        Assert.Equal(
            [(1L, 2L, "/colour", FaultCode.UnknownMember), (2, 2, "/number", FaultCode.Missing), (3, 2, "/items", FaultCode.Missing), (4, 3, "", FaultCode.NotJson)],
            (await Queries.FaultsOf(load.Id, 0, 10, default)).Select(fault => (fault.Position, fault.Line, fault.Pointer, fault.Code)));
        Assert.Equal([3L, 4L], (await Queries.FaultsOf(load.Id, 2, 10, default)).Select(fault => fault.Position));
    }

    [StoreFact]
    public async Task Outcomes_are_known_with_the_declaration_or_come_later_and_the_last_one_holds()
    {
        await Load([Line(1, outcome: """, "outcome": { "finding": false }""")]);
        Assert.Equal(new Outcome(true, false), await OutcomeOf(1));

        string[] later = [$$"""{"number":"{{Number(1)}}","item":1,"finding":true,"payments":-12.5,"hours":1.5}""", $$"""{"number":"{{Number(7)}}","item":2,"controlled":false}"""];
        var load = await Load(later, RecordKind.Outcomes);
        var again = await Load(later, RecordKind.Outcomes);
        Assert.Equal((2, 0, 0, 2), ((int)load.Taken, (int)load.Unchanged, (int)again.Taken, (int)again.Unchanged));
        Assert.Equal(new Outcome(true, true, new FixedPoint(-12_500_000), new FixedPoint(1_500_000)), await OutcomeOf(1));

        // What was told before the declaration came is known when it is there.
        await Load([Line(7, item: 2)]);
        Assert.Equal(new Outcome(false, false), await OutcomeOf(7));

        // A line without an outcome takes none away.
        Assert.Equal(1, (await Load([Line(1)])).Unchanged);
        Assert.True((await OutcomeOf(1))!.HasFinding);
    }

    [StoreFact]
    public async Task Events_are_kept_each_once()
    {
        await Load([Line(1)]);
        string released = $$"""{"number":"{{Number(1)}}","code":"10","at":"2026-12-03T10:00:00+03:00","automatic":true}""", withdrawn = $$"""{"number":"{{Number(1)}}","code":"81","at":"2026-12-02T10:00:00Z"}""";
        var load = await Load([released, withdrawn, released, released.Replace("true", "false", StringComparison.Ordinal)], RecordKind.Events);
        Assert.Equal((2, 1, 1), ((int)load.Taken, (int)load.Unchanged, (int)load.Conflicts));
        Assert.Equal(
            [("81", new DateTimeOffset(2026, 12, 2, 10, 0, 0, TimeSpan.Zero), false), ("10", new DateTimeOffset(2026, 12, 3, 7, 0, 0, TimeSpan.Zero), true)],
            (await Queries.Find(Number(1), default))!.Events.Select(each => (each.Code, each.At, each.Automatic)));
    }

    [StoreFact]
    public async Task The_revision_grows_with_what_is_stored_and_with_nothing_else()
    {
        Assert.Equal(0, await Queries.Revision(default));
        Assert.Equal(1, (await Load([Line(1)])).Revision);
        Assert.Equal(1, (await Load([Line(1), "{"])).Revision);
        Assert.Equal(2, (await Load([Line(1, version: 2)])).Revision);
        Assert.Equal([1L, 2L], (await Queries.Find(Number(1), default))!.Versions.Select(version => version.Revision));
    }

    [StoreFact]
    public async Task Coverage_counts_each_declaration_once_by_month_and_by_where_the_goods_lie()
    {
        await Load([Line(1), Line(1, version: 2), Line(2), Line(3, control: "10216000"), Line(4, day: "150127")]);
        Assert.Equal(
            [(202612, "10216000", 1L, 1L), (202612, "10216020", 2L, 2L), (202701, "10216020", 1L, 1L)],
            (await Queries.Covered(202601, 202712, default)).Select(row => (row.Month, row.Authority, row.Declarations, row.Items)));
    }

    [StoreFact]
    public async Task What_is_tried_is_counted_and_not_stored()
    {
        await Load([Line(1)]);
        var tried = await Loading.Try(Begun(RecordKind.Declarations), new(FileFormat.JsonLines, null, RecordKind.Declarations), new MemoryStream(Bytes([Line(1), Line(2), Line(1, goods: "another"), "{"])), null, 10, default);
        Assert.Equal((1, 1, 1, 1), ((int)tried.Counts.Taken, (int)tried.Counts.Unchanged, (int)tried.Counts.Conflicts, (int)tried.Counts.Refused));
        Assert.Equal(2, tried.Faults.Count);
        Assert.Equal((1, 1L), (await Count("declarations"), await Queries.Revision(default)));
        Assert.Single(await Queries.Loads(prices: false, null, null, 10, default));
    }

    [StoreFact]
    public async Task A_file_that_breaks_off_is_told_as_interrupted_and_sent_again_is_whole()
    {
        const int batch = DeclarationLoading.BatchSize;
        var lines = Enumerable.Range(1, batch + 500).Select(serial => Line(serial)).ToList();
        await Assert.ThrowsAsync<IOException>(() => Loading.Load(
            Begun(RecordKind.Declarations), new(FileFormat.JsonLines, null, RecordKind.Declarations), new BreakingOff(Bytes(lines), Bytes(lines).Length - 1_000), null, null, default));
        var broken = Assert.Single(await Queries.Loads(prices: false, null, null, 10, default));
        Assert.Equal((LoadState.Interrupted, batch, null), (broken.State, (int)broken.Taken, broken.Sha256));

        var again = await Load(lines);
        Assert.Equal((500, batch), ((int)again.Taken, (int)again.Unchanged));
    }

    [StoreFact]
    public async Task A_load_that_was_left_is_ended_and_takes_nothing_more()
    {
        var store = Store.Service<DeclarationStore>();
        var load = await store.Begin(Begun(RecordKind.Declarations), default);
        Clock.Turn(TimeSpan.FromMinutes(20));
        Assert.Equal(1, await store.EndSilentSince(Clock.GetUtcNow() - TimeSpan.FromMinutes(15), default));
        var batch = new LoadBatch(load);
        batch.Add(DeclarationJson.Read(RecordKind.Declarations, 1, Encoding.UTF8.GetBytes(Line(1))));
        Assert.Null(await store.Write(batch, default));
        Assert.Equal((LoadState.Interrupted, 0), ((await Queries.Load(load, default))!.State, await Count("declarations")));
    }

    [StoreFact]
    public async Task Months_that_are_too_old_are_removed_whole_with_a_line_that_says_so()
    {
        await Load([Line(1, day: "150520"), Line(2, day: "310520"), Line(3, day: "010620"), Line(4, day: "150623")]);
        await Load([$$"""{"number":"{{Number(1, "150520")}}","item":1,"finding":true}"""], RecordKind.Outcomes);
        var before = await Queries.Revision(default);

        // 36 months beside the latest that is loaded, which is long before today.
        Assert.Equal(1, await Store.Service<DeclarationRetention>().Remove(default));
        Assert.Equal(0, await Store.Service<DeclarationRetention>().Remove(default));

        var line = Assert.Single(await Queries.Removed(10, default));
        Assert.Equal((202005, 2L, 2L, 0L, 1L, 36), (line.Month, line.Declarations, line.Items, line.Events, line.Outcomes, line.KeptMonths));
        Assert.Equal((2, 0, before + 1), (await Count("declarations"), await Count("declaration_outcomes"), await Queries.Revision(default)));
        Assert.Null(await Queries.Find(Number(1, "150520"), default));
        Assert.NotNull(await Queries.Find(Number(3, "010620"), default));
    }

    [StoreFact]
    public async Task A_month_stays_as_long_as_a_declaration_of_it_waits_for_an_official()
    {
        var controls = Store.Service<ControlStore>();
        await Load([TileDeclarations.Json(1), TileDeclarations.Json(2)]);
        Assert.True(await controls.Append(ControlStage.Found(1, Clock.GetUtcNow())));
        Clock.Turn(TimeSpan.FromDays(4 * 366));
        await Load([Line(4, day: "150130")]);
        var number = TileDeclarations.Of(1).Number;

        Assert.Equal(0, await Store.Service<DeclarationRetention>().Remove(default));
        Assert.NotNull(await Queries.Find(number, default));

        var known = (await controls.Read(ControlStage.IdOf(1), TileDeclarations.Number(1), default)).Fold()!;
        Assert.True(await controls.Append(ControlStage.Next(known, new HitDecided(1, HitType.RiskNotFound, [], null, known.Hits[0].Measures), Clock.GetUtcNow())));
        Assert.Equal(1, await Store.Service<DeclarationRetention>().Remove(default));
        Assert.Null(await Queries.Find(number, default));
    }

    [Theory]
    [InlineData(202612, 36, 202312)]
    [InlineData(202601, 1, 202512)]
    [InlineData(202612, 11, 202601)]
    public void Months_are_counted_back(int month, int months, int before) => Assert.Equal(before, DeclarationRetention.Before(month, months));

    private static async Task<List<LoadRow>> Each(int[] versions, Func<int, Task<LoadRow>> load)
    {
        var loads = new List<LoadRow>();
        foreach (var version in versions)
            loads.Add(await load(version));
        return loads;
    }

    private async Task<Outcome?> OutcomeOf(int serial) => (await Queries.Find(Number(serial), default))!.Versions[0].Declaration.Items[0].Outcome;

    /// <summary>A connection that is cut.</summary>
    private sealed class BreakingOff(byte[] bytes, int after) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position >= after
            ? throw new IOException("cut")
            : base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, after - Position)], cancellationToken);
    }
}

public sealed class SqliteDeclarationTests() : DeclarationContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresDeclarationTests(PostgresCluster cluster) : DeclarationContract(new PostgresStage(cluster))
{
    [StoreFact]
    public async Task Two_nodes_that_load_the_same_at_once_store_it_once()
    {
        await using var other = await Stage.OpenNode(Clock);
        var lines = Enumerable.Range(1, 3_000).Select(serial => Line(serial)).ToList();
        var loads = await Task.WhenAll(Task.Run(() => Load(lines)), Task.Run(() => Load([.. Enumerable.Reverse(lines)], node: other)));
        Assert.Equal((3_000, 3_000), ((int)loads.Sum(load => load.Taken), (int)loads.Sum(load => load.Unchanged)));
        Assert.Equal(3_000, await Count("declarations"));
    }
}
