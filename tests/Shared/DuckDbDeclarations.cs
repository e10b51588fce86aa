using System.Collections.Immutable;
using System.Globalization;
using DuckDB.NET.Data;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Conditions;

namespace RmsOrleans.Tests;

/// <summary>
/// Declarations in DuckDB, and risk areas as SQL over them: a second voice, written in another language by other people. Texts are folded here, never in SQL.
/// Of patterns it speaks otherwise: its engine is not ours.
/// </summary>
internal sealed class DuckDbDeclarations : IDisposable
{
    private const string Items = "items";

    private static readonly Repeated[] kinds = [.. Enum.GetValues<Repeated>().Where(kind => kind != Repeated.None)];
    private static readonly Field[] single = [.. Fields.All.Where(field => field.Repeated == Repeated.None)];

    private readonly Folding folding;
    private readonly DuckDBConnection connection = new("DataSource=:memory:");
    private readonly Dictionary<string, DuckDBAppender> appenders = [];
    private readonly SortedSet<string> authorities = new(StringComparer.Ordinal);

    public DuckDbDeclarations(Folding folding)
    {
        this.folding = folding;
        connection.Open();
        Create(Items, single);
        foreach (var kind in kinds)
            Create($"{kind}", Fields.Of(kind));
    }

    public void Dispose()
    {
        foreach (var appender in appenders.Values)
            appender.Dispose();
        connection.Dispose();
    }

    /// <param name="place">By which a query tells the declaration.</param>
    public void Add(Declaration declaration, int place)
    {
        Add(Part.Head, declaration.Head, place, 0);
        foreach (var item in declaration.Items)
        {
            var row = appenders[Items].CreateRow().AppendValue(place).AppendValue(item.Number);
            foreach (var field in single)
                Append(row, field, (field.Part == Part.Head ? declaration.Head : item.Values)[field]);
            row.EndRow();
            Add(Part.Item, item.Values, place, item.Number);
        }
    }

    /// <summary>To be called when all are added.</summary>
    public void Finish()
    {
        foreach (var appender in appenders.Values)
            appender.Close();
        appenders.Clear();
    }

    /// <summary>The items that are hit; 0 is a consignment as a whole.</summary>
    public IEnumerable<(int Declaration, int Item)> Hits(RiskConditions conditions, AuthorityTree tree)
    {
        if (conditions.FindNothing)
            yield break;
        using var command = connection.CreateCommand();
        command.CommandText = $"select distinct declaration, {(conditions.AreOfHeadOnly ? "0" : "item")} from {Items} i where {Where(conditions, tree)}";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return (reader.GetInt32(0), reader.GetInt32(1));
    }

    /// <summary>How many items and declarations are hit; where conditions are of the head only, a declaration is one hit.</summary>
    public (long Items, long Declarations) Count(RiskConditions conditions, AuthorityTree tree)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"select {(conditions.AreOfHeadOnly ? "count(distinct declaration)" : "count(*)")}, count(distinct declaration) from {Items} i where {Where(conditions, tree)}";
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private string Where(RiskConditions conditions, AuthorityTree tree)
    {
        var groups = conditions.Groups.GroupBy(group => group[0].Field.Repeated).Select(kind => Thing(kind.Key, kind.Select(group => Any(group.Select(each => Holds(each, tree))))));
        var exclusions = conditions.Exclusions.Select(each => $"not {Thing(each.Field.Repeated, [Holds(each, tree)])}");
        return string.Join(" and ", groups.Concat(exclusions).DefaultIfEmpty("true"));
    }

    /// <summary>Never null: what is missing does not hold, nor exclude.</summary>
    private static string Thing(Repeated kind, IEnumerable<string> all) => kind == Repeated.None
        ? $"coalesce({string.Join(" and ", all)}, false)"
        : $"exists (select 1 from {kind} t where {SameOwner("t", kind)} and {string.Join(" and ", all)})";

    private static string SameOwner(string table, Repeated kind) =>
        $"{table}.declaration = i.declaration" + (Fields.Of(kind)[0].Part == Part.Item ? $" and {table}.item = i.item" : "");

    private static string Any(IEnumerable<string> alternatives) => $"({string.Join(" or ", alternatives.Select(each => $"coalesce({each}, false)"))})";

    private string Holds(Condition condition, AuthorityTree tree)
    {
        var column = $"{(condition.Field.Repeated == Repeated.None ? "i" : "t")}.{condition.Field.Name}";
        return condition.Comparison switch
        {
            Comparison.Exists => $"{column} is not null",
            Comparison.EqualsField or Comparison.DiffersFromField => Compared(column, condition.Comparison == Comparison.EqualsField ? "=" : "<>", condition.Other!),
            Comparison.Matches => $"regexp_matches({column}, {Text(condition.Values[0])}, 'i')",
            Comparison.StartsWith => Any(Folded(condition).Select(text => $"starts_with({column}, {Text(text)})")),
            _ when condition.Field.IsNumber => Any(NumberRange.Of(condition).Select(range => $"{column} between {range.Least} and {range.Most}").DefaultIfEmpty("false")),
            _ when condition.Field.IsAuthority => In(column, authorities.Where(code => Folded(condition).Any(above => tree.IsWithin(code, above)))),
            _ => In(column, Folded(condition)),
        };
    }

    /// <summary>What is missing is said to be, since within "exists" DuckDB 1.5.6 takes a null for different from a value.</summary>
    private static string Compared(string column, string comparison, Field other) => other.Repeated == Repeated.None
        ? $"{column} {comparison} i.{other.Name}"
        : $"({column} is not null and exists (select 1 from {other.Repeated} o where {SameOwner("o", other.Repeated)} and {column} {comparison} o.{other.Name}))";

    private static string In(string column, IEnumerable<string> texts) => texts.ToArray() is { Length: > 0 } some ? $"{column} in ({string.Join(", ", some.Select(Text))})" : "false";

    private IEnumerable<string> Folded(Condition condition) => condition.Values.Select(value => FoldedText.Fold(value, condition.Field, folding));

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private void Create(string table, IEnumerable<Field> fields)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"create table {table} (declaration integer, item integer, {string.Join(", ", fields.Select(field => $"{field.Name} {(field.IsNumber ? "bigint" : "varchar")}"))})");
        command.ExecuteNonQuery();
        appenders[table] = connection.CreateAppender(table);
    }

    private void Add(Part part, FieldValues owner, int declaration, int item)
    {
        foreach (var kind in kinds)
        {
            if (Fields.Of(kind)[0].Part != part)
                continue;
            foreach (var thing in owner.Of(kind))
            {
                var row = appenders[$"{kind}"].CreateRow().AppendValue(declaration).AppendValue(item);
                foreach (var field in Fields.Of(kind))
                    Append(row, field, thing[field]);
                row.EndRow();
            }
        }
    }

    private void Append(IDuckDBAppenderRow row, Field field, FieldValue? value)
    {
        if (value is not { } given)
            row.AppendNullValue();
        else if (field.IsNumber)
            row.AppendValue(given.Number.Millionths);
        else
        {
            var text = FoldedText.Fold(given.Text, field, folding);
            if (field.IsAuthority)
                authorities.Add(text);
            row.AppendValue(text);
        }
    }
}
