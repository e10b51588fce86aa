using Npgsql;
using RmsOrleans.Storage.Databases.Postgres;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Storage.Exports;

/// <summary>Fills a database in one transaction, without time limits. Programs that are started meanwhile wait for its locks and give up.</summary>
internal sealed class PostgresLoading : IStoreLoading
{
    /// <summary>The tables are empty when statements are planned, and grow beyond what those plans think.</summary>
    private const string Lock = """
        set local enable_seqscan = off;
        lock table journal_lines, registrations, sequences, drafts, profiles, authorities, authority_time_zones, units, authority_register, calendar_loads,
          classifier_loads, directory_entries, directory_scopes, directory_acknowledgements, webhooks, read_log, attachments, attachment_pieces, kind_loads, entries in exclusive mode
        """;

    private const string WhatIsThere = """
        select 'journal_lines' where exists (select from journal_lines)
        union all select 'sequences' where exists (select from sequences)
        union all select 'drafts' where exists (select from drafts)
        union all select 'profiles' where exists (select from profiles)
        union all select 'authorities' where exists (select from authorities)
        union all select 'calendar_loads' where exists (select from calendar_loads)
        union all select 'classifier_loads' where exists (select from classifier_loads)
        union all select 'kind_loads' where exists (select from kind_loads)
        union all select 'entries' where exists (select from entries)
        union all select 'read_log' where exists (select from read_log)
        union all select 'attachments' where exists (select from attachments)
        union all select 'webhooks' where exists (select from webhooks)
        """;

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private PostgresLoading(NpgsqlConnection connection, NpgsqlTransaction transaction) => (this.connection, this.transaction) = (connection, transaction);

    public string EndOfJournal => "pg_current_xact_id()::text || '-ffffffffffffffffffffffffffffffff-2147483647'";

    public static async Task<PostgresLoading> Begin(IDatabase database, StorageSettings settings, CancellationToken cancellation)
    {
        await database.Start(cancellation);
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(settings.PostgresOwner ?? settings.Postgres) { Pooling = false, CommandTimeout = 0 }.ToString());
        await connection.OpenAsync(cancellation);
        var transaction = await connection.BeginTransactionAsync(cancellation);
        var loading = new PostgresLoading(connection, transaction);
        await connection.ExecuteAsync(Lock);
        if ((await connection.QueryAsync<string>(WhatIsThere)).FirstOrDefault() is not { } there)
            return loading;

        await loading.DisposeAsync();
        throw new StartRefusedException($"the store is not empty: there are rows in {there}. An import fills an empty database; make a new one (createdb).");
    }

    public async Task Write(LoadedBatch batch, CancellationToken cancellation)
    {
        foreach (var (sql, row) in batch.Others)
            await connection.Execute(sql, row, cancellation);

        await using var commands = new NpgsqlBatch(connection);
        commands.Add(JournalTables.RegistrationRows.InsertMany, JournalTables.RegistrationRows, batch.Registrations);
        commands.Add(DirectoryTables.EntryRows.InsertMany, DirectoryTables.EntryRows, batch.Entries);
        commands.Add(DirectoryTables.ScopeRows.InsertMany, DirectoryTables.ScopeRows, DirectoryScope.Of(batch.Entries));
        commands.Add(JournalTables.LineRows.InsertMany, JournalTables.LineRows, batch.Lines);
        commands.Add(JournalTables.DraftRows.InsertMany, JournalTables.DraftRows, batch.Drafts);
        commands.Add(DirectoryTables.ProfileRows.InsertMany, DirectoryTables.ProfileRows, batch.Profiles);
        commands.Add(JournalSql.BeginSequence, JournalTables.SequenceRows, batch.Sequences);
        if (commands.BatchCommands.Count > 0)
            await commands.ExecuteNonQueryAsync(cancellation);
    }

    public Task Complete(CancellationToken cancellation) => transaction.CommitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
