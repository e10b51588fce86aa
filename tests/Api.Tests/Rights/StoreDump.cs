using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Tests.Rights;

/// <summary>Everything in the store, as a text. Of tables that only grow the number of rows says it all: triggers keep the rows as they are.</summary>
internal static class StoreDump
{
    private static readonly string[] growing = ["journal_lines", "registrations", "directory_entries", "directory_scopes", "directory_acknowledgements", "control_lines", "checks", "control_removals", "control_ends", "kind_loads", "entry_lines", "entry_numbers", "profile_looks", "price_withdrawals"];

    /// <summary>Kept by followers, watches, trial runs and Orleans, which go their own pace; and the read log, which <see cref="CountReads"/> counts.</summary>
    private static readonly string[] elsewhere = ["read_log", "trial_runs", "profile_tasks", "feed_places", "officials", "webhook_messages", "OrleansRemindersTable", "OrleansStorage"];

    public static async Task<string> Dump(this TheProgram program)
    {
        await using var connection = await program.Services.GetRequiredService<IReadDatabase>().Open(CancellationToken.None);
        var tables = await connection.QueryAsync<string>("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name");
        var dump = new StringBuilder();
        foreach (var table in tables.Except(elsewhere))
            dump.Append(table).Append(": ").AppendLine(growing.Contains(table) ? await Count(connection, table) : await Rows(connection, table));
        return dump.ToString();
    }

    public static async Task<long> CountReads(this TheProgram program)
    {
        await using var connection = await program.Services.GetRequiredService<IReadDatabase>().Open(CancellationToken.None);
        return await connection.ExecuteScalarAsync<long>("select count(*) from read_log");
    }

    private static async Task<string> Count(DbConnection connection, string table) =>
        (await connection.ExecuteScalarAsync<long>($"select count(*) from {table}")).ToString(CultureInfo.InvariantCulture);

    private static async Task<string> Rows(DbConnection connection, string table)
    {
        var text = new StringBuilder();
        var columns = table == "webhooks" ? "id, authority, url" : "*"; // the rest says how deliveries go
        var order = await connection.ExecuteScalarAsync<long>($"select count(*) from pragma_table_info('{table}')") == 1 ? "1" : "1, 2";
        await using var rows = await connection.ExecuteReaderAsync($"select {columns} from {table} order by {order}");
        while (await rows.ReadAsync())
        {
            for (var i = 0; i < rows.FieldCount; i++)
                text.Append(rows.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : rows.GetValue(i)).Append('|');
            text.AppendLine();
        }
        return text.ToString();
    }
}
