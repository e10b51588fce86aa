using System.Data.Common;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Storage.ReadLog;
using RmsOrleans.Storage.Tests.Stage;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Tests.Verification;

/// <summary>A whole store is found whole, and whatever somebody does to it past its fences is found and named.</summary>
public abstract class VerificationContract : StoreContract
{
    private const string Registered = "(select subject from registrations where sequence = '00-10216' and serial = 2)";
    private const string InDrafting = "(select id from drafts where status = 'Drafting')";
    private const string Profile = "(select profile from directory_entries where revision = 1)";

    private protected VerificationContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task A_store_that_nobody_touched_is_whole()
    {
        Assert.Empty(await Store.Verify());
        await Store.Fill(Clock);

        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task A_store_is_whole_at_every_moment_while_the_program_writes()
    {
        await Store.Fill(Clock);
        var writing = Enumerable.Range(0, 10).Select(i => Task.Run(async () =>
        {
            for (var each = 0; each < 20; each++)
                await Store.Register(Baltic, Drafts(1000 + (100 * i) + each, 1));
        })).ToList();

        var all = Task.WhenAll(writing);
        do
        {
            Assert.Empty(await Store.Verify());
        }
        while (!all.IsCompleted);
        await all;
    }

    [StoreFact]
    public async Task A_program_that_writes_as_fast_as_it_is_read_keeps_no_verification_from_its_end()
    {
        await Store.Register(Baltic, Drafts(1, 200));

        var read = 0;
        await foreach (var page in new SubjectPages(Store.Database).Read(default))
        {
            read += page.Count;
            Assert.True(read <= 200, "it follows what is written");
            await Store.Register(Baltic, Drafts(1000 + read, 200));
        }

        Assert.Equal(200, read);
    }

    [StoreFact]
    public Task A_changed_payload() => IsFound($"update journal_lines set payload = actor where subject = {Registered} and line = 1", "line 1: its hash does not follow");

    [StoreFact]
    public Task A_changed_actor() => IsFound($"update journal_lines set actor = payload where subject = {InDrafting} and line = 3", "line 3: its hash does not follow");

    [StoreFact]
    public Task A_changed_time() => IsFound($"update journal_lines set at = at - 1 where subject = {InDrafting} and line = 2", "line 2: its time is before");

    [StoreFact]
    public Task A_changed_type() => IsFound($"update journal_lines set type = 'DraftDiscarded' where subject = {InDrafting} and line = 3", "line 3: its hash does not follow");

    [StoreFact]
    public Task A_removed_line() => IsFound($"delete from journal_lines where subject = {InDrafting} and line = 2", ": line 2 is missing");

    [StoreFact]
    public Task A_removed_last_line() => IsFound($"delete from journal_lines where subject = {InDrafting} and line = 3", "column last_line is 3, and by the journal 2");

    [StoreFact]
    public Task A_line_that_nobody_wrote() => IsFound(
        $"insert into journal_lines (subject, line, type, at, actor, payload, hash) select subject, 4, type, at, actor, payload, hash from journal_lines where subject = {InDrafting} and line = 3",
        "line 4: its hash does not follow");

    [StoreFact]
    public Task A_broken_chain_of_lines() => IsFound(
        $"update journal_lines set hash = (select hash from registrations where serial = 1 and sequence = '00-10216') where subject = {InDrafting} and line = 1",
        "line 1: its hash does not follow", "line 2: its hash does not follow");

    [StoreFact]
    public Task A_broken_chain_of_registrations() => IsFound(
        "update registrations set hash = line_hash where sequence = '00-10216' and serial = 3", "sequence 00-10216, serial 3: its hash does not follow");

    [StoreFact]
    public Task Two_swapped_numbers() => IsFound(
        """
        update registrations set number = 'x' where sequence = '00-10216' and serial = 2;
        update registrations set number = '00/10216/21112026/00002' where sequence = '00-10216' and serial = 3;
        update registrations set number = '00/10216/21112026/00003' where sequence = '00-10216' and serial = 2
        """,
        "sequence 00-10216, serial 2: its hash does not follow",
        "sequence 00-10216, number 00/10216/21112026/00003: there is no draft or profile",
        "number 00/10216/21112026/00002: in the register it is serial 3");

    [StoreFact]
    public Task A_removed_registration() => IsFound(
        "delete from registrations where sequence = '00-10216' and serial = 2",
        "sequence 00-10216: 1 of its serials are missing: 2", "its number 00/10216/21112026/00002 is not in the register");

    [StoreFact]
    public Task A_draft_that_was_removed_with_all_that_is_its() => IsFound(
        $"""
        delete from journal_lines where subject = {Registered};
        delete from drafts where id = {Registered};
        delete from registrations where sequence = '00-10216' and serial = 2
        """,
        "sequence 00-10216: 1 of its serials are missing: 2");

    [StoreFact]
    public Task A_sequence_that_was_set_back() => IsFound(
        "update sequences set last_serial = 5 where key = '00-10216'", "registrations, sequence 00-10216, first_serial 6: such rows are beyond the end");

    [StoreFact]
    public Task A_sequence_that_was_set_on() => IsFound("update sequences set last_serial = 8 where key = '00-10216'", "2 of its serials are missing: 7, 8");

    [StoreFact]
    public Task A_sequence_whose_time_was_changed() => IsFound("update sequences set last_at = last_at + 1 where key = 'profiles'", "sequence profiles: its last time is");

    [StoreFact]
    public Task A_sequence_whose_row_was_removed() => IsFound("delete from sequences where key = '00-10216'", "registrations, sequence 00-10216: such rows are of a sequence that is not there");

    [StoreFact]
    public Task A_draft_that_lost_its_row() => IsFound($"delete from drafts where id = {InDrafting}", "it has lines in the journal, but no row in drafts");

    [StoreFact]
    public Task A_draft_that_lost_its_lines() => IsFound($"delete from journal_lines where subject = {InDrafting}", "it has a row in drafts, but no line in the journal");

    [StoreFact]
    public Task A_row_that_is_off_by_one_field() => IsFound(
        $"update drafts set status = 'Withdrawn' where id = {Registered}", "column status is Withdrawn, and by the journal UnderConsideration");

    [StoreFact]
    public async Task Each_field_of_a_drafts_row() => await EachFieldIsCompared("drafts", $"id = {Registered}", ["id"]);

    [StoreFact]
    public async Task Each_field_of_a_profiles_row() => await EachFieldIsCompared("profiles", $"id = {Profile}", ["id", "draft"]);

    [StoreFact]
    public async Task Each_field_of_an_entry_of_the_directory() =>
        await EachFieldIsCompared("directory_entries", "revision = 3", ["revision", "profile", "line", "hash"]);

    [StoreFact]
    public Task A_profile_of_another_draft() => IsFound($"update profiles set draft = {InDrafting} where id = {Profile}", "are of a draft that is not there or was not adopted", "by its journal it became profile");

    [StoreFact]
    public Task A_profile_that_lost_its_row() => IsFound($"delete from profiles where id = {Profile}", "it has lines in the journal, but no row in profiles");

    [StoreFact]
    public Task A_profile_that_lost_its_lines() => IsFound($"delete from journal_lines where subject = {Profile}", "it has a row in profiles, but no line in the journal");

    [StoreFact]
    public Task A_removed_revision() => IsFound("delete from directory_entries where revision = 2", "sequence directory: 1 of its serials are missing: 2", "the directory has no revision for it");

    [StoreFact]
    public Task A_broken_chain_of_revisions() => IsFound("update directory_entries set hash = line_hash where revision = 2", "sequence directory, serial 2: its hash does not follow");

    [StoreFact]
    public Task A_removed_scope() => IsFound("delete from directory_scopes where revision = 3 and not applies", "directory revision 3: whom it concerns is not");

    [StoreFact]
    public Task An_orphaned_scope() => IsFound("insert into directory_scopes (authority, revision, applies) select authority, 99, applies from directory_scopes where revision = 1", "directory_scopes, authority 10216000, revision 99");

    [StoreFact]
    public Task An_acknowledgement_of_a_revision_to_come() => IsFound("update directory_acknowledgements set revision = 99", "directory_acknowledgements, authority 10216000, revision 99");

    [StoreFact]
    public Task A_look_at_a_version_to_come() => IsFound("update profile_looks set version = 9", "profile_looks, profile ");

    [StoreFact]
    public Task A_removed_load_of_the_calendar() => IsFound("delete from calendar_loads where revision = 1", "calendar_loads, revision 2: such rows do not follow");

    [StoreFact]
    public Task A_removed_load_of_a_classifier() => IsFound("delete from classifier_loads where revision = 1", "classifier_loads, revision 2: such rows do not follow");

    [StoreFact]
    public async Task A_reading_of_what_is_not_there()
    {
        await Store.Fill(Clock);
        await Store.ReadLog.Note(new ReadNote(Clock.GetUtcNow(), Operation.GetDraft, Draft(99), null, null, Ceramics.Author));

        Assert.StartsWith($"read_log, position 1, subject {Draft(99)}: such rows are of a draft or profile", Assert.Single(await Store.Verify()), StringComparison.Ordinal);
    }

    [StoreFact]
    public Task A_removed_authority() => IsFound("delete from authorities where code = '10216000'", "its authority is not in the register of authorities");

    [StoreFact]
    public async Task A_fence_that_is_down()
    {
        await Store.Fill(Clock);
        await Stage.LowerFence("journal_lines");

        Assert.Contains(await Store.Verify(), finding => finding.StartsWith("trigger journal_lines_stay: it is missing or disabled", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task A_fence_that_was_changed()
    {
        await Store.Fill(Clock);
        await Stage.WeakenFence("journal_lines");

        Assert.Contains(await Store.Verify(), finding => finding.StartsWith("trigger journal_lines_stay: it does something else", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task Files_are_whole_and_what_no_line_names_does_no_harm()
    {
        await Store.Fill(Clock);
        await Store.FillFiles(Clock);

        var verification = new StoreVerification(Store.Database, new NoDisplay());
        Assert.Empty(await verification.Run(default).ToListAsync());
        Assert.EndsWith(" sequences; 2 files; 1 files that no line names; 1 files on their way", verification.Summary, StringComparison.Ordinal);
    }

    [StoreFact]
    public Task A_changed_byte_of_a_file() => IsFoundOfFiles(
        "update attachment_pieces set bytes = (select p.bytes from attachment_pieces p where p.piece = 0 and p.upload = attachment_pieces.upload) where piece = 1",
        "its bytes do not have its hash");

    [StoreFact]
    public Task A_piece_of_a_file_that_is_gone() => IsFoundOfFiles("delete from attachment_pieces where piece = 2", "its piece 2 is not there");

    [StoreFact]
    public Task A_file_that_is_gone() => IsFoundOfFiles(
        "delete from attachments", "a line names it, and its bytes are not there", "such rows are of no file, nor of one on its way");

    [StoreFact]
    public Task A_file_that_became_shorter() => IsFoundOfFiles("update attachments set bytes = bytes - 1", "bytes, and by the line that names it");

    private async Task IsFoundOfFiles(string forgery, params string[] said)
    {
        await Store.FillFiles(Clock);
        await IsFound(forgery, [.. said]);
    }

    private async Task IsFound(string forgery, params string[] said)
    {
        await Store.Fill(Clock);
        await Stage.Forge(forgery);

        var findings = await Store.Verify();
        Assert.All(said, part => Assert.Contains(findings, finding => finding.Contains(part, StringComparison.Ordinal)));
    }

    /// <summary>Everything but <paramref name="keys"/> is changed at once, and each change must be named.</summary>
    private async Task EachFieldIsCompared(string table, string where, string[] keys)
    {
        await Store.Fill(Clock);
        var columns = await Store.Query(async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"select * from {table} limit 1";
            await using var reader = await command.ExecuteReaderAsync();
            return await reader.GetColumnSchemaAsync();
        });
        var changed = columns.Where(column => !keys.Contains(column.ColumnName)).ToList();
        await Stage.Forge($"update {table} set {string.Join(", ", changed.Select(column => $"{column.ColumnName} = {Other(column)}"))} where {where}");

        var findings = await Store.Verify();
        Assert.All(changed, column => Assert.Contains(findings, finding => finding.Contains($"column {column.ColumnName} is ", StringComparison.Ordinal)));
    }

    private static string Other(DbColumn column) => column.DataType switch
    {
        var type when type == typeof(string) => $"coalesce({column.ColumnName}, '') || 'x'",
        var type when type == typeof(bool) => $"not {column.ColumnName}",
        var type when type == typeof(byte[]) => "(select hash from registrations where serial = 1 and sequence = 'profiles')",
        _ => $"coalesce({column.ColumnName}, 0) + 7",
    };
}

public sealed class SqliteVerificationTests() : VerificationContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresVerificationTests(PostgresCluster cluster) : VerificationContract(new PostgresStage(cluster));
