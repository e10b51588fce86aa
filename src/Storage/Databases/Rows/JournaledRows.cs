using System.Data.Common;

namespace RmsOrleans.Storage.Databases.Rows;

/// <summary>
/// A noun whose events stand in lines of its own: a row for each of them by its <c>id</c>, as its lines up to <c>last_line</c> have made it, and the lines. The same text for both databases;
/// what is written belongs to the caller's transaction.
/// </summary>
internal sealed class JournaledRows<THead>(RowMapping<THead> heads, RowMapping<JournalLine> lines) where THead : class
{
    private readonly string insert = $"{NamedRows.Insert(heads)} on conflict do nothing";

    private readonly string update = $"{NamedRows.Update(heads)} where id = @id and last_line = @decidedOn";

    public RowMapping<THead> Heads => heads;

    public RowMapping<JournalLine> Lines => lines;

    /// <summary>Puts the row where it was decided on, and its new lines behind it; false if it stands elsewhere, and then nothing is written.</summary>
    /// <param name="decidedOn">The line; 0 where there was none.</param>
    public async Task<bool> Append(DbConnection connection, int decidedOn, THead head, IReadOnlyList<JournalLine> appended)
    {
        var parameters = NamedRows.Parameters(heads, head);
        parameters.Add("decidedOn", decidedOn);
        if (await connection.ExecuteAsync(decidedOn == 0 ? insert : update, parameters) == 0)
            return false;
        await connection.Insert(lines, appended);
        return true;
    }
}
