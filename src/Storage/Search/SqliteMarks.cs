using Microsoft.Data.Sqlite;

namespace RmsOrleans.Storage.Search;

/// <summary>The marks of drafts in the file of <see cref="SqliteTexts"/>.</summary>
internal static class SqliteMarks
{
    /// <param name="key">Of the draft among the texts.</param>
    public static void Put(SqliteConnection connection, SqliteTransaction transaction, long key, DraftText text)
    {
        connection.Execute("delete from marks where key = @key", new { key }, transaction);
        connection.Execute(
            "insert into marks (mark, key, authority) values (@mark, @key, @authority)",
            text.Marks.Select(mark => new { mark, key, authority = text.Authority.Value }), transaction);
    }

    public static List<MarkedDraft> Find(SqliteConnection connection, IReadOnlyList<string> marks, IReadOnlyList<AuthorityCode>? authorities)
    {
        if (marks.Count == 0)
            return [];

        var parameters = new DynamicParameters(new { most = MarkedDraft.Most, mostLookedAt = authorities is null ? MarkedDraft.Most : MarkedDraft.MostLookedAt });
        var ofThem = authorities is null ? "" : $"where l.authority in ({parameters.OneByOne("authority", [.. authorities.Select(each => each.Value)])})";
        var selects = marks.Select((mark, i) =>
        {
            parameters.Add($"mark{i}", mark);
            return $"""
                select * from (
                  select @mark{i} as Mark, t.draft as Draft
                  from (
                    select l.key from (select key, authority from marks where mark = @mark{i} order by key desc limit @mostLookedAt) l
                    {ofThem} order by l.key desc limit @most) n
                  join texts t on t.key = n.key)
                """;
        });
        return connection.Query<MarkedDraft>(string.Join("\nunion all\n", selects), parameters).AsList();
    }
}
