using System.Data.Common;
using Microsoft.Data.Sqlite;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Silo.Storage.Sqlite;

internal static class SqliteParameters
{
    /// <summary>The id as <c>$id</c>.</summary>
    public static void AddId(this DbCommand command, DraftId draft) =>
        command.Parameters.Add(new SqliteParameter("$id", draft.Value.ToByteArray(bigEndian: true)));
}
