using System.Text;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Exports;
using RmsOrleans.Storage.Tests.Exports;
using RmsOrleans.Storage.Tests.Stage;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Tests;

/// <summary>What is sealed is the same as before, by whatever it is asked for; a crash leaves nothing half.</summary>
public abstract class SegmentContract : LoadingContract
{
    private protected SegmentContract(IStage stage)
        : base(stage)
    {
    }

    private DeclarationSealing Sealing => Store.Service<DeclarationSealing>();

    private SegmentShelf Shelf => Store.Service<SegmentShelf>();

    [StoreFact]
    public async Task What_is_sealed_is_found_and_known_again_and_its_versions_go_on()
    {
        var lines = Enumerable.Range(1, 300).Select(serial => Line(serial, outcome: serial == 3 ? """, "outcome": { "finding": true }""" : "")).ToList();
        await Load([.. lines, Line(301, day: "150127")]);
        var before = await Everything(3);

        Assert.Equal(2, await Sealing.Seal(1, default));
        Assert.Equal(0, await Sealing.Seal(1, default));
        Assert.Equal(before, await Everything(3));
        Assert.Equal([(202612, 300L), (202701, 1L)], (await Shelf.Catalogue(default)).Select(row => (row.Month, row.Declarations)));
        Assert.Equal(300, (await Load(lines)).Unchanged);
        Assert.Equal(1, (await Load([Line(5, goods: "another")])).Conflicts);

        await Load([Line(3, version: 2), Line(4, version: 3), Line(4, version: 2)]);
        var december = (await Shelf.Catalogue(default))[0];
        var (segment, sets) = (Shelf.Open(december), await Shelf.LiveSetsOf(december, default));
        Assert.Equal(
            [(true, false), (true, false), (true, true)],
            ((int[])[3, 4, 5]).Select(serial => (sets.First[Place(segment, serial)], sets.Latest[Place(segment, serial)])));
        Assert.Empty(await Verify());

        await CloseStore();
        await OpenStore();
        Assert.Equal([1, 2], (await Queries.Find(Number(3), default))!.Versions.Select(version => version.Declaration.Version));
        Assert.Empty(await Verify());
    }

    [StoreFact]
    public async Task A_month_that_has_little_waits()
    {
        await Load([Line(1), Line(2)]);
        Assert.Equal(0, await Sealing.SealDue(default));
        Assert.Equal(0, await Sealing.Seal(3, default));
        Assert.Equal(1, await Sealing.Seal(2, default));
    }

    [StoreFact]
    public async Task A_file_that_a_crash_has_left_is_deleted_and_a_segment_that_is_not_there_is_told()
    {
        await Load([Line(1)]);
        await Sealing.Seal(1, default);
        var file = Shelf.PathOf(Assert.Single(await Shelf.Catalogue(default)));
        var left = Path.Combine(Shelf.Folder, "2026-12-left.segment");
        foreach (var (path, age) in ((string, int)[])[(left, 2), (file, 2), (left + ".young", 0)])
        {
            if (path != file)
                await File.WriteAllTextAsync(path, "left");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow - TimeSpan.FromHours(age));
        }
        Assert.Equal(1, await Sealing.DeleteOrphans(default));
        Assert.Equal((false, true, true), (File.Exists(left), File.Exists(file), File.Exists(left + ".young")));

        Assert.Null(await new SegmentReadiness(Shelf).Check(default));
        File.Move(file, left);
        Assert.Contains(Path.GetFileName(file), (await new SegmentReadiness(Shelf).Check(default))!.En, StringComparison.Ordinal);
        Shelf.Close(1);
        Assert.Contains(await Verify(), finding => finding.Contains("segment", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task Removed_months_take_their_segments_with_them()
    {
        await Load([Line(1, day: "150520"), Line(4, day: "150623")]);
        await Sealing.Seal(1, default);
        Assert.Equal(1, await Store.Service<DeclarationRetention>().Remove(default));
        Assert.Equal([202306], (await Shelf.Catalogue(default)).Select(row => row.Month));
        Assert.Null(await Queries.Find(Number(1, "150520"), default));
    }

    [StoreFact]
    public async Task What_was_changed_behind_the_programs_back_is_found()
    {
        await Load([Line(1), Line(2), Line(2, version: 2)]);
        Assert.Empty(await Verify());
        foreach (var (change, undo, told) in ((string, string, string)[])
            [
                ("update declarations set control = '10216000' where version = 2", "update declarations set control = '10216020'", "its row says something else"),
                ("update declarations set hash = (select hash from declarations where version = 2) where version = 1 and number like '%0000001'", "", "does not have its hash"),
                ("update declaration_coverage set declarations = 9", "update declaration_coverage set declarations = 2", "there are not as many"),
                ($"update declarations set is_first = {Truth(true)}", $"update declarations set is_first = {Truth(false)} where version = 2", "the first version of it is not the lowest"),
            ])
        {
            await Store.Execute(change);
            Assert.Contains(await Verify(), finding => finding.Contains(told, StringComparison.Ordinal));
            if (undo.Length > 0)
                await Store.Execute(undo);
        }
    }

    [StoreFact]
    public async Task They_move_to_another_store_with_all_that_is_known_of_them()
    {
        await Load([Line(1, outcome: """, "outcome": { "finding": true, "payments": 1.5 }"""), "{", Line(2), Line(2, version: 3)]);
        await Load([$$"""{"number":"{{Number(1)}}","code":"10","at":"2026-12-03T10:00:00+03:00","automatic":true}"""], RmsOrleans.Declarations.Reading.RecordKind.Events);
        await Sealing.Seal(1, default);
        await Load([Line(2, version: 5), Line(3, day: "150127")]);
        var before = (await Everything(1), await Everything(2));

        using var files = new ExportStage();
        using (var file = new ExportFile(files.File("declarations"), DeclarationFile.Kind))
        {
            await DeclarationFile.Write(Store.Database, Shelf, file, default);
            file.Complete();
        }
        await files.Export(Store, "store");
        await CloseStore();
        await Stage.Clear();
        await Stage.Prepare();
        await using (var loading = await Stage.BeginLoading())
        {
            await new StoreImport(loading, new NoDisplay()).Read(files.File("store"), default);
            await DeclarationFile.Read(files.File("declarations"), loading, new NoDisplay(), default);
            await loading.Complete(default);
        }
        await OpenStore();

        Assert.Equal(before, (await Everything(1), await Everything(2)));
        Assert.Empty(await Verify());
        Assert.Equal(3, (await Queries.Loads(prices: false, null, null, 10, default)).Count);
        using (var file = new ExportFile(files.File("again"), DeclarationFile.Kind))
        {
            await DeclarationFile.Write(Store.Database, Shelf, file, default);
            file.Complete();
        }
        Assert.Equal(await File.ReadAllTextAsync(files.File("declarations")), await File.ReadAllTextAsync(files.File("again")));
    }

    private protected abstract string Truth(bool value);

    private async Task<List<string>> Verify() =>
        await new StoreVerification(Store.Database, new NoDisplay(), Shelf).Run(CancellationToken.None).Select(finding => finding.ToString()).ToListAsync();

    private static int Place(Segment segment, int serial) => SegmentShelf.PlaceOf(segment, Number(serial).ToString(), 1);

    private async Task<string> Everything(int serial)
    {
        var found = (await Queries.Find(Number(serial), default))!;
        var text = new StringBuilder(string.Join('\n', found.Events));
        foreach (var version in found.Versions)
        {
            text.Append($"\n{version.Load} {version.Revision} {version.IsFirst} {version.IsLatest} {version.Declaration.Items[0].Outcome} ")
                .Append(Encoding.UTF8.GetString(RmsOrleans.Declarations.Reading.DeclarationJson.Canonical(version.Declaration)));
        }
        return text.ToString();
    }
}

public sealed class SqliteSegmentTests() : SegmentContract(new SqliteStage())
{
    private protected override string Truth(bool value) => value ? "1" : "0";
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresSegmentTests(PostgresCluster cluster) : SegmentContract(new PostgresStage(cluster))
{
    private protected override string Truth(bool value) => value ? "true" : "false";
}
