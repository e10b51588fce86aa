using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RmsOrleans.Declarations.Segments;

/// <summary>
/// Gathers declarations of one month in memory and writes them as one segment. Not for several threads.
/// </summary>
/// <remarks>
/// <code>
/// var writer = new SegmentWriter(month, folding);
/// while (next declaration, and writer.HasRoomFor(declaration))
///     writer.Add(declaration, line);
/// var written = writer.Write(path);        // then the catalogue: name, SHA-256, counts; what counts of it: LiveSets.AllOf(written)
/// </code>
/// </remarks>
/// <param name="month">Any day of the month that all declarations have been registered in, by the day of their number.</param>
/// <param name="folding">How texts are folded; the file bears its name.</param>
/// <param name="mostItems">How many items it takes; more only of a declaration that alone has more.</param>
public sealed class SegmentWriter(DateOnly month, Folding folding, int mostItems = SegmentWriter.MostItems)
{
    /// <summary>As many items as a segment usually has.</summary>
    public const int MostItems = 131_072;

    /// <summary>As many as one can have at all: rows are sorted by keys that have no room for more.</summary>
    public const int UtmostItems = 1 << 20;

    /// <summary>Bytes of lines, and characters of texts, after which a segment is full although it has few items.</summary>
    private const long MostOfTexts = 256 << 20;

    private readonly DateOnly month = new(month.Year, month.Month, 1);
    private readonly GatheredTable heads = new(folding, [.. Fields.All.Where(field => field.Part == Part.Head && field.Repeated == Repeated.None)]);
    private readonly GatheredTable items = new(folding, [.. Fields.All.Where(field => field.Part == Part.Item && field.Repeated == Repeated.None)]);
    private readonly GatheredThings[] things = [.. Enum.GetValues<Repeated>().Where(kind => kind != Repeated.None).Select(kind => new GatheredThings(folding, kind))];
    private readonly GatheredTexts countedFor = new(ColumnNames.CountedFor, Fields.Get(Fields.ControlAuthority), folding);
    private readonly GatheredTexts declaredAt = new(ColumnNames.DeclaredAt, Fields.Get(Fields.DeclarationAuthority), folding);
    private readonly GatheredCodes days = new(ColumnNames.Day);
    private readonly GatheredCodes versions = new(ColumnNames.DeclarationVersion);
    private readonly GatheredCodes declarationOfItem = new(ColumnNames.Declaration);
    private readonly GatheredCodes itemNumbers = new(ColumnNames.Item);
    private readonly GatheredCodes outcomes = new(ColumnNames.Outcome);
    private readonly GatheredNumbers outcomePayments = new(ColumnNames.OutcomePayments);
    private readonly GatheredNumbers outcomeHours = new(ColumnNames.OutcomeHours);
    private readonly GatheredBytes numbers = new();
    private readonly GatheredBytes hashes = new();
    private readonly GatheredBytes sources = new();
    private readonly int mostItems = mostItems is >= 1 and <= UtmostItems
        ? mostItems : throw new ArgumentOutOfRangeException(nameof(mostItems), mostItems, $"A segment takes from 1 to {UtmostItems} items.");

    public int Declarations => numbers.Count;

    public int Items => itemNumbers.Count;

    /// <summary>Whether a declaration goes in with all its items. The first one always does.</summary>
    public bool HasRoomFor(Declaration declaration) =>
        Declarations == 0 || (Items + declaration.Items.Length <= mostItems && sources.Length < MostOfTexts && heads.Characters + items.Characters + things.Sum(each => each.Characters) < MostOfTexts);

    /// <summary>
    /// Adds a declaration in one of its versions. Whoever loads it has seen to it that its number and version are not there yet.
    /// </summary>
    /// <param name="declaration">Its values as they were written; they are folded here. Texts are well-formed, numbers within <see cref="FixedPoint.MostMillionths"/>.</param>
    /// <param name="source">The line that it is read from again, in any form: <see cref="Segment.SourceOf"/> gives these bytes, and their SHA-256 tells versions apart.</param>
    /// <exception cref="ArgumentException">It is of another month, has no items or more than there can be, or has a text or a number that cannot be. The writer is then of no use.</exception>
    public void Add(Declaration declaration, ReadOnlySpan<byte> source) => Add(declaration, source, SHA256.HashData(source));

    /// <inheritdoc cref="Add(Declaration, ReadOnlySpan{byte})"/>
    /// <param name="hash">SHA-256 of <paramref name="source"/>, where it is known.</param>
    public void Add(Declaration declaration, ReadOnlySpan<byte> source, ReadOnlySpan<byte> hash)
    {
        if (declaration.Number.Day is var day && (day.Year, day.Month) != (month.Year, month.Month))
            throw new ArgumentException($"{declaration.Number} is not of {month:yyyy-MM}.", nameof(declaration));
        if (declaration.Items.Length is < 1 or > Declaration.MostItems)
            throw new ArgumentException($"{declaration.Number} has {declaration.Items.Length} items.", nameof(declaration));
        if (declaration.Items.Any(item => item.Number is < 1 or > Declaration.MostItems))
            throw new ArgumentException($"{declaration.Number} has an item whose number is not from 1 to {Declaration.MostItems}.", nameof(declaration));

        heads.Add(declaration.Head);
        AddThings(Part.Head, declaration.Head);
        var declaring = declaration.Head[Fields.Get(Fields.DeclarationAuthority)]?.Text ?? declaration.Number.Authority;
        declaredAt.Add(declaring, Declarations);
        countedFor.Add(declaration.Head[Fields.Get(Fields.ControlAuthority)]?.Text ?? declaring, Declarations);
        days.Add(day.Day);
        versions.Add(declaration.Version);
        foreach (var item in declaration.Items)
            Add(item);
        var number = declaration.Number.ToString();
        Encoding.UTF8.GetBytes(number, numbers.Add(Encoding.UTF8.GetByteCount(number)));
        hashes.Add(hash);
        sources.Add(source);
    }

    /// <summary>Writes the segment; a file that is there under this name is replaced at once, or stays as it is.</summary>
    /// <exception cref="InvalidOperationException">No declaration was added, or the file would be of 2 GiB and more.</exception>
    public WrittenSegment Write(string path)
    {
        if (Declarations == 0)
            throw new InvalidOperationException("A segment has at least one declaration.");
        var sink = new SegmentSink();
        var columns = new List<ColumnEntry>();
        var declarations = DeclarationOrder();
        var placeOf = Inverse(declarations);
        var rows = ItemOrder(placeOf);
        columns.AddRange(items.Seal(sink, ColumnNames.Rows, rows));
        columns.AddRange(heads.Seal(sink, ColumnNames.Rows, [.. rows.Select(row => declarationOfItem[row])]));
        foreach (var kind in things)
            columns.AddRange(kind.Seal(sink, kind.Part == Part.Head ? declarations : rows));
        columns.AddRange(SealPlaces(sink, declarations, rows, placeOf));
        foreach (var outcome in new GatheredColumn[] { outcomes, outcomePayments, outcomeHours })
            columns.Add(outcome.Seal(sink, ColumnNames.Rows, rows));

        var directory = new SegmentDirectory(
            folding.Name,
            columns,
            sink.AddUtf8(numbers, declarations),
            sink.AddAll(hashes, declarations),
            SourceBlocks.Seal(sink, sources, declarations));
        var (length, sha256) = sink.Write(path, month, Items, Declarations, directory);
        return new(path, month, Items, Declarations, length, sha256);
    }

    private void Add(DeclarationItem item)
    {
        items.Add(item.Values);
        AddThings(Part.Item, item.Values);
        declarationOfItem.Add(Declarations);
        itemNumbers.Add(item.Number);
        outcomes.Add((int)item.Outcome.ToCode());
        if (item.Outcome?.PaymentsRoubles is { } payments)
            outcomePayments.Add(payments, Items - 1);
        if (item.Outcome?.Hours is { } hours)
            outcomeHours.Add(hours, Items - 1);
    }

    private void AddThings(Part part, FieldValues owner)
    {
        foreach (var kind in things)
        {
            if (kind.Part == part)
                kind.Add(owner);
        }
    }

    /// <summary>By number, so that one is found by halving, and by version.</summary>
    private int[] DeclarationOrder()
    {
        int[] order = [.. Enumerable.Range(0, Declarations)];
        Array.Sort(order, (one, other) => numbers[one].SequenceCompareTo(numbers[other]) is var byNumber and not 0 ? byNumber : versions[one].CompareTo(versions[other]));
        return order;
    }

    /// <summary>By commodity code, so that a beginning of it is a run of rows.</summary>
    private int[] ItemOrder(int[] placeOfDeclaration)
    {
        var codes = items.CodesOf(Fields.Get(Segment.SortedBy));
        var keys = new ulong[Items];
        int[] order = [.. Enumerable.Range(0, Items)];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ((ulong)codes[i] << 42) | ((ulong)placeOfDeclaration[declarationOfItem[i]] << 21) | (uint)i;
        Array.Sort(keys, order);
        return order;
    }

    private IEnumerable<ColumnEntry> SealPlaces(SegmentSink sink, int[] declarations, int[] rows, int[] placeOf)
    {
        var (ofRow, firstRows) = (new GatheredCodes(ColumnNames.Declaration, isPlace: true), new GatheredCodes(ColumnNames.FirstRow, isPlace: true));
        var first = new int[declarations.Length];
        Array.Fill(first, -1);
        for (var row = 0; row < rows.Length; row++)
        {
            var place = placeOf[declarationOfItem[rows[row]]];
            ofRow.Add(place);
            if (first[place] < 0)
                first[place] = row;
        }
        foreach (var row in first)
            firstRows.Add(row);
        int[] asTheyAre = [.. Enumerable.Range(0, rows.Length)];
        yield return ofRow.Seal(sink, ColumnNames.Rows, asTheyAre);
        yield return itemNumbers.Seal(sink, ColumnNames.Rows, rows);
        yield return firstRows.Seal(sink, ColumnNames.Declarations, asTheyAre.AsSpan(0, declarations.Length));
        foreach (var column in new GatheredColumn[] { versions, countedFor, declaredAt, days })
            yield return column.Seal(sink, ColumnNames.Declarations, declarations);
    }

    private static int[] Inverse(int[] order)
    {
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            inverse[order[i]] = i;
        return inverse;
    }
}

/// <summary>A segment that lies on the disk now.</summary>
/// <param name="Month">The first day of its month.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Of the whole file.</param>
public sealed record WrittenSegment(string Path, DateOnly Month, int Items, int Declarations, long Length, ImmutableArray<byte> Sha256);
