using Dapper;
using Microsoft.Data.Sqlite;
using RmsOrleans.Storage.Backups;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tests.Stage;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Tests.Backups;

/// <summary>A backup is the whole store at one moment; a restored store is that store, and goes on.</summary>
public abstract class BackupContract : StoreContract, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("rms-backup-").FullName;

    private protected BackupContract(IStage stage, IStage other)
        : base(stage) => Other = other;

    private protected IStage Other { get; }

    private protected string BackupFile => Path.Combine(folder, "rms.backup");

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await Other.Prepare();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Other.Clear();
        Directory.Delete(folder, recursive: true);
    }

    [StoreFact]
    public async Task A_restored_store_is_the_store_that_was_backed_up_and_goes_on_with_the_next_number()
    {
        await Store.Fill(Clock);
        var files = await Store.FillFiles(Clock);
        var journal = await Store.Journal.Read(Draft(5), default);

        AssertWhole(await Backup());
        AssertWhole(await Restore());

        await using var restored = await Other.OpenNode(Clock);
        Assert.Equivalent(journal, await restored.Journal.Read(Draft(5), default), strict: true);
        Assert.Equal(files[0].Content, await restored.ReadFile(Draft(8), files[0].File));
        var next = Assert.Single(await restored.Register(Baltic, ADraft(20)));
        Assert.Equal("00/10216/22112026/00007", next.Head!.Number.ToString());
        Assert.Empty(await restored.Verify());
    }

    [StoreFact]
    public async Task A_backup_that_is_made_while_the_program_writes_is_one_moment()
    {
        await Store.Fill(Clock);
        await WhileOthersRegister(async () => AssertWhole(await Backup()));

        AssertWhole(await Restore());
    }

    [StoreFact]
    public async Task A_store_that_is_there_is_not_written_over()
    {
        await Store.Fill(Clock);
        await Backup();
        await CloseStore();

        await Assert.ThrowsAsync<StartRefusedException>(() => Stage.Backups.Restore(BackupFile, new NoDisplay(), default));

        await OpenStore();
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task A_file_that_is_cut_off_is_refused_and_leaves_nothing()
    {
        await Store.Fill(Clock);
        await Backup();
        await using (var file = File.OpenWrite(BackupFile))
            file.SetLength(file.Length - (file.Length / 3));

        await Assert.ThrowsAnyAsync<Exception>(Restore);

        await using var restored = await Other.OpenNode(Clock);
        Assert.Equal(0, await restored.Journal.LastLine(Draft(5), default));
    }

    [StoreFact]
    public async Task An_empty_file_is_no_backup()
    {
        await File.WriteAllBytesAsync(BackupFile, []);

        await Assert.ThrowsAsync<StartRefusedException>(Restore);

        File.Delete(BackupFile);
        await Store.Fill(Clock);
        await Backup();
        AssertWhole(await Restore());
    }

    [StoreFact]
    public async Task What_fails_leaves_no_file_behind()
    {
        await File.WriteAllTextAsync(BackupFile, "no backup at all");
        await Assert.ThrowsAsync<StartRefusedException>(Restore);
        File.Delete(BackupFile);
        Directory.CreateDirectory(BackupFile); // the copy cannot get its name

        await Assert.ThrowsAnyAsync<IOException>(Backup);

        Assert.Empty(Directory.GetFiles(folder));
        if (Other is SqliteStage sqlite)
            Assert.DoesNotContain(Directory.GetFiles(sqlite.Folder.Path), file => file.Contains("rms.db", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task What_a_killed_backup_left_is_taken_away_by_the_next_of_a_like_name()
    {
        await Store.Fill(Clock);
        string At(string name) => Path.Combine(folder, name);
        using var underWay = new PartFile(At("rms-2026-11-20.db.part"));
        string[] left = [At("rms-2026-11-21.db.part"), At("rms-2026-11-21.db.part-journal"), At("rms-2026-11-22.db.part")];
        string[] others = [At("rms-2026-11-21.db"), At("rms-2026-11-21.dump.part"), At("index-2.db.part"), At("rms-of-2.db.part")];
        foreach (var file in (string[])[.. left, .. others])
            await File.WriteAllTextAsync(file, "begun");

        AssertWhole(await Stage.Backups.Backup(At("rms-2026-11-22.db"), new NoDisplay(), default));

        string[] expected = [.. others, underWay.Path, At("rms-2026-11-22.db")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Order(StringComparer.Ordinal));
    }

    [StoreFact]
    public async Task A_fault_of_the_store_is_told_with_the_backup_and_kept_in_it()
    {
        await Store.Fill(Clock);
        await Stage.Forge("update drafts set version = 9 where status = 'Drafting'");

        Assert.Contains("column version is 9", Assert.Single((await Backup()).Errors).What, StringComparison.Ordinal);
        Assert.Contains("column version is 9", Assert.Single((await Restore()).Errors).What, StringComparison.Ordinal);
    }

    private protected Task<StoreReport> Backup() => Stage.Backups.Backup(BackupFile, new NoDisplay(), default);

    private protected Task<StoreReport> Restore() => Other.Backups.Restore(BackupFile, new NoDisplay(), default);

    private protected static void AssertWhole(StoreReport report) => Assert.Empty(report.Errors);
}

public sealed class SqliteBackupTests() : BackupContract(new SqliteStage(), new SqliteStage())
{
    private const string UndoAScript = "drop index webhook_messages_waiting; delete from schema_scripts where name = '0007-webhook-ages'";

    [Fact]
    public async Task A_store_of_an_older_schema_is_backed_up_in_the_present_one_and_stays_as_it_is()
    {
        await Store.Fill(Clock);
        await Stage.Forge(UndoAScript);

        AssertWhole(await Backup());
        AssertWhole(await Restore());

        await Assert.ThrowsAsync<SchemaException>(() => Store.Verify());
    }

    [Fact]
    public async Task A_backup_of_an_older_schema_is_restored_in_the_present_one()
    {
        await Store.Fill(Clock);
        await Backup();
        await using (var connection = SqliteCopy.Open(BackupFile, SqliteOpenMode.ReadWrite))
            await connection.ExecuteAsync(UndoAScript);

        AssertWhole(await Restore());
    }

    [Fact]
    public async Task A_backup_is_one_file_for_its_user_alone()
    {
        await Store.Fill(Clock);
        await Backup();

        Assert.Equal([BackupFile], Directory.GetFiles(Path.GetDirectoryName(BackupFile)!));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(BackupFile));
    }
}
