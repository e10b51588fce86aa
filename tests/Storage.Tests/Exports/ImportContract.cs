using System.Text.Json;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Reference.Loads;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Exports;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Exports;

/// <summary>An import takes a whole export into an empty store, or it says in which line what is wrong and leaves nothing.</summary>
public abstract class ImportContract : StoreContract, IAsyncLifetime
{
    private readonly ExportStage files = new();
    private readonly IStage target;

    private protected ImportContract(IStage stage, IStage target)
        : base(stage) => this.target = target;

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await target.Prepare();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await target.Clear();
        files.Dispose();
    }

    [StoreFact]
    public async Task An_export_that_is_made_while_the_program_writes_is_one_moment()
    {
        await Store.Fill(Clock);
        await WhileOthersRegister(() => files.Export(Store, "moment"));
        await files.Import(target, "moment");

        await using var imported = await target.OpenNode(Clock);
        Assert.Empty(await imported.Verify());
        Assert.Equivalent(await Store.Journal.Read(Draft(1000), default), await imported.Journal.Read(Draft(1000), default), strict: true);
    }

    [StoreFact]
    public async Task Entries_of_registers_move_with_their_numbers_and_what_is_kept_apart()
    {
        await Store.Fill(Clock);
        await Store.Service<ILoadStore<KindLoad>>().Write(EntryContract.Load(1), default);
        var stage = new EntryStage(Store, Clock);
        var ids = new List<Guid>();
        foreach (var code in (string[])["appeal", "appeal", "risk-message", "corruption-notice"])
            ids.Add(await stage.Registered(code));
        var step = EntryStage.Kind("appeal").Transitions[0];
        await stage.Do(ids[0], EntryStage.Step(EntryStage.Kind("appeal"), step), EntryStage.Holder(step.By));

        var exported = await files.Export(Store, "entries");
        await files.Import(target, "entries");

        await using var imported = await target.OpenNode(Clock);
        Assert.Empty(await imported.Verify());
        foreach (var id in ids)
            Assert.Equivalent(await stage.Entries.Read(id, default), await imported.Service<IEntryStore>().Read(id, default), strict: true);
        Assert.Equal(exported, await files.Export(imported, "again"));
        Assert.Equal("10216000-3/2026", (await new EntryStage(imported, Clock).Read(await new EntryStage(imported, Clock).Registered("appeal"))).Number);
        Assert.Contains(ids[1], await imported.Service<IEntryStore>().ToLookAt(Ceramics.Baltic, Clock.GetUtcNow(), 0, 10, default));
    }

    [StoreFact]
    public async Task What_remains_of_journals_that_have_ended_moves_with_them()
    {
        await Store.Fill(Clock);
        await Store.EndAControl(7, Clock.GetUtcNow());
        await Store.EndAControl(8, Clock.GetUtcNow());

        var exported = await files.Export(Store, "ends");
        await files.Import(target, "ends");

        await using var imported = await target.OpenNode(Clock);
        Assert.Empty(await imported.Verify());
        Assert.Equal(2, await imported.Query(connection => Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, "select count(*) from control_ends")));
        Assert.Equal(exported, await files.Export(imported, "again"));
    }

    [StoreFact]
    public Task A_changed_word_in_a_payload_is_named_by_its_line() =>
        IsRefused(lines => Change(lines, "\"type\":\"DraftEdited\"", line => line.Replace("floor tiles", "roof tiles")), "its hash does not follow");

    [StoreFact]
    public Task A_changed_number_is_named_by_its_line() => IsRefused(
        lines => Change(lines, "00/10216/21112026/00003", line => line.Replace("21112026", "22112026")), "sequence 00-10216, serial 3: its hash does not follow");

    [StoreFact]
    public Task A_removed_registration_is_named_by_the_line_behind_it() =>
        IsRefused(lines => Remove(lines, "00/10216/21112026/00003"), "sequence 00-10216: 4 does not follow 2");

    [StoreFact]
    public Task A_removed_revision_is_named_by_the_line_behind_it() => IsRefused(lines => Remove(lines, "\"directory/2\""), "sequence directory: 3 does not follow 1");

    [StoreFact]
    public Task A_removed_line_of_a_journal_is_named_by_the_line_behind_it() => IsRefused(lines => Remove(lines, "\"type\":\"DraftEdited\""), "line 2 is missing");

    /// <summary>Each line is linked as it should be, and yet nothing begins with an edit.</summary>
    [StoreFact]
    public Task A_journal_that_makes_no_draft_is_named_by_its_last_line() => IsRefused(
        lines =>
        {
            var at = lines.FindIndex(line => line.Contains("\"type\":\"DraftPrepared\"", StringComparison.Ordinal));
            var first = Parsed(lines[at]);
            lines.RemoveAll(line => line.Contains("\"record\":\"line\"", StringComparison.Ordinal) && Parsed(line).Subject == first.Subject && Parsed(line).Line > 1);
            var hash = Chain.Line(Chain.Start, first.Subject, 1, "DraftSigned", first.At, first.Actor, first.Payload);
            lines[at] = lines[at].Replace("DraftPrepared", "DraftSigned", StringComparison.Ordinal)
                .Replace(Convert.ToHexStringLower(first.Hash), Convert.ToHexStringLower(hash), StringComparison.Ordinal);
            return (lines, at + 1);
        },
        "");

    [StoreFact]
    public Task A_line_that_is_no_JSON_is_named() => IsRefused(lines => Change(lines, "\"record\":\"calendar\"", line => line[..20]), "it is not JSON");

    [StoreFact]
    public Task A_record_that_nobody_knows_is_named() =>
        IsRefused(lines => Change(lines, "\"record\":\"calendar\"", line => line.Replace("\"calendar\"", "\"almanac\"")), "this program knows no record 'almanac'");

    [StoreFact]
    public Task A_member_that_is_missing_is_named() => IsRefused(lines => Change(lines, "\"code\":\"10216000\"", line => line.Replace("\"code\"", "\"cod\"")), "it has no member 'code'");

    [StoreFact]
    public Task What_no_chain_covers_is_covered_by_the_sum() => IsRefused(
        lines => (Change(lines, "\"code\":\"10216000\"", line => line.Replace("Baltic", "Balmy")).Lines, lines.Count), "their number or their sum is another one");

    [StoreFact]
    public Task A_file_that_is_cut_off_is_refused() => IsRefused(lines => (lines[..^1], lines.Count), "the file is cut off here");

    [StoreFact]
    public Task A_file_of_another_kind_is_refused() => IsRefused(lines => Change(lines, "\"record\":\"rms-export\"", line => line.Replace("rms-export", "rms-secrets")), "no file of the kind");

    [StoreFact]
    public async Task A_store_that_is_not_empty_is_refused_and_stays_as_it_is()
    {
        await Store.Fill(Clock);
        var before = await files.Export(Store, "whole");
        await CloseStore();

        await Assert.ThrowsAsync<StartRefusedException>(() => files.Import(Stage, "whole"));

        await OpenStore();
        Assert.Equal(before, await files.Export(Store, "after"));
    }

    [StoreFact]
    public async Task An_import_that_was_killed_in_the_middle_leaves_nothing_and_can_be_started_again()
    {
        await Store.Fill(Clock);
        var exported = await files.Export(Store, "whole");
        await using (var loading = await target.BeginLoading())
            await new StoreImport(loading, new NoDisplay()).Read(files.File("whole"), default);
        if (target is SqliteStage { Folder.Path: var folder })
            Assert.Empty(Directory.GetDirectories(folder));

        await files.Import(target, "whole");

        await using var imported = await target.OpenNode(Clock);
        Assert.Equal(exported, await files.Export(imported, "again"));
    }

    [StoreFact]
    public Task A_changed_byte_of_a_file_is_named_behind_its_pieces() => IsRefused(
        lines =>
        {
            var (changed, at) = Change(lines, "\"record\":\"piece\"", line => line.Replace("\"bytes\":\"A", "\"bytes\":\"B", StringComparison.Ordinal));
            return (changed, changed.FindIndex(at, line => !line.Contains("\"record\":\"piece\"", StringComparison.Ordinal)) + 1);
        },
        "before it does not have its bytes");

    [StoreFact]
    public Task A_file_that_is_missing_is_named() => IsRefused(
        lines =>
        {
            var at = lines.FindIndex(line => line.Contains("\"record\":\"file\"", StringComparison.Ordinal));
            do
                lines.RemoveAt(at);
            while (lines[at].Contains("\"record\":\"piece\"", StringComparison.Ordinal));
            return (lines, lines.FindIndex(at, line => line.Contains("\"record\":\"line\"", StringComparison.Ordinal)) + 1);
        },
        "is missing before it");

    [StoreFact]
    public Task A_file_that_no_line_names_is_refused() => IsRefused(
        lines => Change(lines, "\"record\":\"file\"", line => line.Replace("\"sha256\":\"", "\"sha256\":\"0", StringComparison.Ordinal)), "no line of the journal before it names");

    /// <param name="spoil">The lines as they are afterwards, and the number of the line that is at fault.</param>
    private async Task IsRefused(Func<List<string>, (List<string> Lines, int Number)> spoil, string why)
    {
        await Store.Fill(Clock);
        await Store.FillFiles(Clock);
        await files.Export(Store, "whole");
        await files.Export(Store, "spoilt");
        var (lines, number) = spoil([.. await File.ReadAllLinesAsync(files.File("whole"))]);
        await File.WriteAllTextAsync(files.File("spoilt"), string.Concat(lines.Select(line => $"{line}\n")));

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => files.Import(target, "spoilt"));

        Assert.StartsWith($"line {number}: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        await files.Import(target, "whole");
    }

    private static JournalLine Parsed(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.Line();
    }

    private static (List<string> Lines, int Number) Change(List<string> lines, string holding, Func<string, string> change)
    {
        var at = lines.FindIndex(line => line.Contains(holding, StringComparison.Ordinal));
        var changed = change(lines[at]);
        Assert.NotEqual(lines[at], changed);
        lines[at] = changed;
        return (lines, at + 1);
    }

    private static (List<string> Lines, int Number) Remove(List<string> lines, string holding)
    {
        var at = lines.FindIndex(line => line.Contains(holding, StringComparison.Ordinal));
        lines.RemoveAt(at);
        return (lines, at + 1);
    }
}

public sealed class SqliteImportTests() : ImportContract(new SqliteStage(), new SqliteStage())
{
    [Fact]
    public async Task A_log_that_was_left_of_another_database_is_refused()
    {
        var stage = new SqliteStage();
        await File.WriteAllTextAsync($"{stage.Folder.Database}-wal", "a log");

        await Assert.ThrowsAsync<StartRefusedException>(stage.BeginLoading);
        await stage.Clear();
    }

    [Fact]
    public async Task The_text_index_of_another_store_is_not_kept()
    {
        var stage = new SqliteStage();
        await File.WriteAllTextAsync(stage.Folder.File("search.db"), "an index");

        await using (var loading = await stage.BeginLoading())
            await loading.Complete(default);

        Assert.True(File.Exists(stage.Folder.Database));
        Assert.False(File.Exists(stage.Folder.File("search.db")));
        await stage.Clear();
    }
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresImportTests(PostgresCluster cluster) : ImportContract(new PostgresStage(cluster), new PostgresStage(cluster));
