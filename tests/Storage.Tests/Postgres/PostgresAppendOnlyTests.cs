using Dapper;
using Npgsql;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference.Loads;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.ReadLog;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Postgres;

/// <summary>Each way around "lines are never changed or removed", for the role that works in the tables and for the one that owns them.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresAppendOnlyTests(PostgresCluster cluster) : StoreContract(new PostgresStage(cluster))
{
    private const string LineAgain =
        "insert into journal_lines (subject, line, type, at, actor, payload, hash) select subject, line, type, at, actor, payload, hash from journal_lines";

    private const string RegistrationAgain = "insert into registrations select * from registrations";

    private static readonly string[] changes =
    [
        "update journal_lines set type = 'Forged'",
        "update journal_lines set type = 'Forged' where false",
        "delete from journal_lines",
        "truncate journal_lines",
        "truncate registrations, journal_lines cascade",
        $"{LineAgain} on conflict (subject, line) do update set type = 'Forged'",
        "merge into journal_lines l using drafts d on d.id = l.subject when matched then update set type = 'Forged'",
        "merge into journal_lines l using drafts d on d.id = l.subject when matched then delete",
        "with gone as (delete from journal_lines returning 1) select count(*) from gone",
        "update journal set type = 'Forged'",
        "update directory_entries set status = 'InForce'",
        "delete from directory_entries",
        "truncate directory_entries",
        "insert into directory_entries select * from directory_entries on conflict (revision) do update set status = 'InForce'",
        "merge into directory_entries e using profiles p on p.id = e.profile when matched then delete",
        "update directory_scopes set applies = false",
        "delete from directory_scopes",
        "truncate directory_scopes",
        "insert into directory_scopes select * from directory_scopes on conflict (authority, revision) do update set applies = false",
        "update directory_acknowledgements set revision = 9",
        "delete from directory_acknowledgements",
        "truncate directory_acknowledgements",
        "insert into directory_acknowledgements select * from directory_acknowledgements on conflict (authority, revision) do update set at = 0",
        "update profile_looks set reason = 'forged'",
        "delete from profile_looks",
        "truncate profile_looks",
        "update price_withdrawals set reason = 'forged'",
        "delete from price_withdrawals",
        "truncate price_withdrawals",
        "update registrations set number = 'forged'",
        "delete from registrations",
        "truncate registrations",
        $"{RegistrationAgain} on conflict (number) do update set version = 2",
        "update read_log set reader = 'forged'",
        "delete from read_log",
        "truncate read_log",
        "insert into read_log overriding system value select * from read_log on conflict (position) do update set reader = 'forged'",
        "merge into read_log r using drafts d on d.id = r.subject when matched then delete",
        "update attachments set bytes = 1",
        "delete from attachments",
        "update attachment_pieces set piece = 7",
        "delete from attachment_pieces",
        "update kind_loads set file = '{}'",
        "delete from kind_loads",
        "truncate kind_loads",
        "update entry_lines set line = 7",
        "delete from entry_lines",
        "truncate entry_lines",
        "update entry_numbers set number = '1'",
        "delete from entry_numbers",
        "truncate entry_numbers",
        "insert into entry_lines select * from entry_lines on conflict (subject, line) do update set type = 'Forged'",
        "update control_lines set line = 7",
        "delete from control_lines",
        "truncate control_lines",
        "delete from controls",
        "truncate controls",
        "update control_removals set controls = 7",
        "delete from control_removals",
        "truncate control_removals",
        "update control_ends set lines = 7",
        "delete from control_ends",
        "truncate control_ends",
        "update checks set hits = 0",
        "delete from checks",
        "truncate checks",
        "insert into checks select * from checks on conflict (number, version, moment) do update set hits = 0",
        "truncate attachments",
        "update declaration_removals set declarations = 0",
        "delete from declaration_removals",
        "truncate declaration_removals",
        "truncate attachment_pieces",
        "insert into attachments select * from attachments on conflict (upload) do update set bytes = 1",
        "update trial_runs set result = '{}'",
        "delete from trial_runs",
        "truncate trial_runs",
        "insert into trial_runs select * from trial_runs on conflict (id) do update set result = '{}'",
        "update calendar_loads set days = '[]'",
        "delete from calendar_loads",
        "truncate calendar_loads",
        "insert into calendar_loads select * from calendar_loads on conflict (revision) do update set year = 2029",
        "update classifier_loads set rows = ''",
        "delete from classifier_loads",
        "truncate classifier_loads",
        "insert into classifier_loads select * from classifier_loads on conflict (revision) do update set rows = ''",
    ];

    private static readonly string[] ownersWork =
    [
        "drop table journal_lines cascade",
        "alter table journal_lines disable trigger all",
        "alter table journal_lines add column forged text",
        "drop trigger journal_lines_stay on journal_lines",
        "create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'",
        "create rule forge as on insert to journal_lines do instead nothing",
        "create trigger forge before insert on journal_lines for each row execute function refuse_change()",
        "create table forged () inherits (journal_lines)",
        "set session_replication_role = replica",
        "drop trigger directory_entries_stay on directory_entries",
        "drop trigger read_log_stays on read_log",
        "delete from profiles",
        "delete from drafts",
        "delete from sequences",
        "delete from schema_scripts",
        "update schema_scripts set hash = 'forged'",
    ];

    private PostgresStage Postgres => (PostgresStage)Stage;

    [StoreFact]
    public Task The_role_that_works_in_the_tables_cannot_change_them() => AssertAllAreRefused(Postgres.Strings.Program, changes);

    [StoreFact]
    public Task The_role_that_works_in_the_tables_cannot_do_the_owner_s_work() => AssertAllAreRefused(Postgres.Strings.Program, ownersWork);

    [StoreFact]
    public async Task The_role_that_works_in_the_tables_cannot_become_the_owner() =>
        await AssertAllAreRefused(Postgres.Strings.Program, [$"set role {Postgres.Strings.OwnerRole}", "set session authorization postgres"]);

    [StoreFact]
    public Task Triggers_refuse_the_owner_too() => AssertAllAreRefused(Postgres.Strings.Owner, changes);

    [StoreFact]
    public Task Triggers_refuse_a_superuser_who_says_that_it_is_a_replica() => AssertAllAreRefused(
        Postgres.Strings.Superuser, [.. changes.Select(change => $"set session_replication_role = replica; {change}")]);

    [StoreFact]
    public async Task The_role_that_works_in_the_tables_owns_nothing_and_has_only_these_rights()
    {
        var permissions = await Store.Query(connection => connection.QueryAsync<string>(
            """
            select c.relname || ': ' || coalesce(string_agg(lower(privilege_type), ' ' order by privilege_type), '')
            from pg_class c left join information_schema.role_table_grants g on g.table_name = c.relname and g.grantee = current_user
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and c.relowner <> current_user::regrole
            group by c.relname order by c.relname
            """));

        Assert.Equal(
            [
                "attachment_pieces: delete insert select",
                "attachment_uploads: delete insert select",
                "attachments: insert select",
                "authorities: insert select update",
                "authority_register: insert select update",
                "authority_time_zones: insert select",
                "calendar_loads: insert select",
                "checks: delete insert select",
                "classifier_loads: insert select",
                "control_ends: insert select",
                "control_hits: delete insert select update",
                "control_lines: delete insert select",
                "control_removals: insert select",
                "controls: delete insert select update",
                "declaration_coverage: delete insert select update",
                "declaration_data: delete insert select update",
                "declaration_events: delete insert select update",
                "declaration_load_faults: delete insert select update",
                "declaration_loads: delete insert select update",
                "declaration_outcomes: delete insert select update",
                "declaration_removals: insert select",
                "declaration_segments: delete insert select update",
                "declarations: delete insert select update",
                "directory_acknowledgements: insert select",
                "directory_entries: insert select",
                "directory_scopes: insert select",
                "draft_marks: delete insert select update",
                "draft_texts: delete insert select update",
                "drafts: insert select update",
                "entries: insert select update",
                "entry_lines: insert select",
                "entry_numbers: insert select",
                "entry_sequences: insert select update",
                "entry_values: delete insert select",
                "entry_words: delete insert select",
                "feed_places: insert select update",
                "journal: select",
                "journal_lines: insert select",
                "kind_loads: insert select",
                "officials: delete insert select update",
                "orleansmembershiptable: delete insert select update",
                "orleansmembershipversiontable: delete insert select update",
                "orleansquery: select",
                "orleansreminderstable: delete insert select update",
                "orleansstorage: delete insert select update",
                "price_figures: insert select",
                "price_points: insert select",
                "price_withdrawals: insert select",
                "profile_looks: insert select",
                "profile_tasks: delete insert select update",
                "profiles: insert select update",
                "read_log: insert select",
                "registrations: insert select",
                "schema_scripts: select",
                "sequences: insert select update",
                "trial_runs: insert select update",
                "unfinished: delete insert select update",
                "units: insert select update",
                "webhook_messages: delete insert select update",
                "webhook_nouns: delete insert select update",
                "webhooks: delete insert select update",
                "write_attempts: delete insert select update",
            ],
            permissions);
    }

    /// <summary>Each is refused, and afterwards the store is as it was.</summary>
    private async Task AssertAllAreRefused(string role, string[] attempts)
    {
        await Store.Calendars.Write(CalendarContract.Load(1), default);
        await Store.Classifiers.Write(ClassifierContract.Load(1), default);
        await Store.Publish(Tiles.Adopt((await Store.ADraftToAdopt(1, 2))[0]));
        await Store.Directory.Acknowledge(Ceramics.Baltic, 1, Clock.GetUtcNow(), Tiles.Actor, default);
        await Store.Execute("insert into profile_looks select id, 'Asleep', 1, '2026-12-01', 40, 90, 90, 'It stays.', 1, '{}'::bytea from profiles");
        await Store.Execute("insert into price_withdrawals values (1, 1, 'Wrong.', 1, '{}'::bytea)");
        await Store.ReadLog.Note(new ReadNote(Clock.GetUtcNow(), Operation.GetDraft, Draft(1), null, null, Ceramics.Author));
        await Store.StoreFile(Draft(1), [1, 2, 3]);
        await Store.Execute("insert into trial_runs (id, status, asked_by, subject, name, asked_at, ended_at, content_hash, question) values ('1', 'Done', '10216000', 's', 'n', 1, 2, 'h', '{}')");
        await Store.FillControls(Clock.GetUtcNow());
        await Store.EndAControl(4, Clock.GetUtcNow());
        await Store.Service<ILoadStore<KindLoad>>().Write(EntryContract.Load(1), default);
        await new EntryStage(Store, Clock).Registered("appeal");
        await using var connection = new NpgsqlConnection($"{role};Pooling=false");
        await connection.OpenAsync();

        foreach (var attempt in attempts)
        {
            var refused = await Record.ExceptionAsync(() => connection.ExecuteAsync(attempt));
            Assert.True(refused is PostgresException, $"Was not refused: {attempt}");
            Assert.Contains(((PostgresException)refused!).SqlState, new[] { PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.FeatureNotSupported, PostgresErrorCodes.ObjectNotInPrerequisiteState });
        }

        await Store.AssertWhole(Baltic, 2);
        Assert.Equal(2028, Assert.Single(await Store.Calendars.LoadsAfter(0, default)).Year.Year);
        Assert.Equal(ClassifierContract.Load(1), Assert.Single(await Store.Classifiers.LoadsAfter(0, default)));
        await Store.AssertDirectoryIsWhole(profiles: 1, revisions: 1);
        Assert.Equal("author-1", Assert.Single(await Store.Query(connection => connection.QueryAsync<string>("select reader from read_log"))));
        Audit.AssertChained(await Store.Journal.Read(Draft(1), default));
        Audit.AssertChained(await Store.Journal.Read(Draft(2), default));
    }
}
