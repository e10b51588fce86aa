using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;

namespace RmsOrleans.Declarations.Reading;

/// <summary>The JSON form of a declaration: its fields by their names, and lists of the things it has several of.</summary>
public static class DeclarationJson
{
    /// <summary>What follows from the number and from other fields, and is added again when a canonical line is read.</summary>
    internal static ulong Kept { get; } = ~((string[])["declarationAuthority", "declarationDate", "pricePerKg", "pricePerUnit"]).Aggregate(0UL, (bits, name) => bits | (1UL << Fields.Get(name).Index));

    /// <summary>By the places of fields: they are the same in each of millions of lines.</summary>
    private static readonly byte[][] names = [.. Fields.All.OrderBy(field => field.Index).Select(field => LineWriter.NameOf(field.Name))];

    internal static readonly byte[] NumberName = LineWriter.NameOf(Members.Number), VersionName = LineWriter.NameOf(Members.Version), ItemsName = LineWriter.NameOf(Members.Items),
        ItemName = LineWriter.NameOf(Members.Item);

    private static readonly byte[] ofOutcome = LineWriter.NameOf(Members.Outcome), isControlled = LineWriter.NameOf(Members.IsControlled),
        hasFinding = LineWriter.NameOf(Members.HasFinding), ofPayments = LineWriter.NameOf(Members.Payments), ofHours = LineWriter.NameOf(Members.Hours);

    private static readonly byte[][] lists = [.. Enum.GetValues<Repeated>().Select(kind => LineWriter.NameOf(kind == Repeated.None ? "" : Members.NameOf(kind)))];

    internal static byte[] FieldName(int field) => names[field];

    internal static byte[] ListName(Repeated kind) => lists[(int)kind];

    /// <summary>In bytes, that a thread keeps for the lines that it writes.</summary>
    internal const int MostRoom = 1 << 20;

    [ThreadStatic]
    private static LineWriter? room;

    /// <summary>Reads a line that bears a declaration, an event or an outcome.</summary>
    public static LoadedLine Read(RecordKind kind, long line, ReadOnlySpan<byte> bytes)
    {
        var json = new JsonLine(line);
        switch (kind)
        {
            case RecordKind.Declarations:
                var parts = json.Declaration(bytes);
                var isMalformed = parts.Faults is [.., { Code: FaultCode.NotJson or FaultCode.NotAnObject, Pointer: "" }];
                var declaration = isMalformed ? null : parts.Complete(); // of half a declaration nothing more can be said
                return new(line, [.. parts.Faults], declaration);
            case RecordKind.Events:
                var happened = json.Event(bytes);
                return new(line, [.. json.Faults], Event: happened);
            case RecordKind.Outcomes:
                var outcome = json.Outcome(bytes);
                return new(line, [.. json.Faults], Outcome: outcome);
            default:
                throw new InvalidOperationException($"{kind}");
        }
    }

    /// <summary>
    /// The declaration in the one way of writing it, without outcomes and without what follows from the rest: the same content gives the same bytes, and
    /// what is read from them is the same declaration.
    /// </summary>
    public static byte[] Canonical(Declaration declaration) => Line(declaration, isWhole: false);

    /// <summary>By which two contents are known to be the same: SHA-256 of the canonical line.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> canonical) => SHA256.HashData(canonical);

    /// <summary>Reads what <see cref="Canonical"/> wrote.</summary>
    /// <exception cref="FormatException">The line is not such a one.</exception>
    public static Declaration ReadCanonical(ReadOnlySpan<byte> line)
    {
        var read = Read(RecordKind.Declarations, 1, line);
        return read.Declaration ?? throw new FormatException($"A stored declaration cannot be read: {read.Faults.FirstOrDefault()}");
    }

    /// <param name="isWhole">With what follows from the rest, and with outcomes.</param>
    public static void Write(Utf8JsonWriter json, Declaration declaration, bool isWhole) => json.WriteRawValue(Line(declaration, isWhole), skipInputValidation: true);

    private static byte[] Line(Declaration declaration, bool isWhole)
    {
        var line = room ??= new();
        line.Clear();
        Write(line, declaration, isWhole);
        if (line.Written.Length > MostRoom)
            room = null;
        return line.Written.ToArray();
    }

    private static void Write(LineWriter line, Declaration declaration, bool isWhole)
    {
        var fields = isWhole ? ulong.MaxValue : Kept;
        line.BeginObject();
        line.Member(NumberName).Add(declaration.Number.ToString());
        line.Member(VersionName).Add(declaration.Version);
        Write(line, fields, declaration.Head);
        Write(line, Repeated.Vehicles, declaration.Head);
        Write(line, Repeated.BorderAuthorities, declaration.Head);
        line.Member(ItemsName).BeginList();
        foreach (var item in declaration.Items)
        {
            line.BeginObject();
            line.Member(ItemName).Add(item.Number);
            Write(line, fields, item.Values);
            Write(line, Repeated.Documents, item.Values);
            Write(line, Repeated.Payments, item.Values);
            if (isWhole && item.Outcome is { } outcome)
                Write(line, outcome);
            line.EndObject();
        }
        line.EndList();
        line.EndObject();
    }

    private static void Write(LineWriter line, Outcome outcome)
    {
        line.Member(ofOutcome).BeginObject();
        line.Member(isControlled).Add(outcome.IsControlled);
        line.Member(hasFinding).Add(outcome.HasFinding);
        if (outcome.PaymentsRoubles is { } payments)
            line.Member(ofPayments).Add(payments);
        if (outcome.Hours is { } hours)
            line.Member(ofHours).Add(hours);
        line.EndObject();
    }

    /// <param name="fields">By their places, as bits.</param>
    private static void Write(LineWriter line, ulong fields, FieldValues values)
    {
        var place = 0;
        for (var left = values.Bits; left != 0; left &= left - 1, place++)
        {
            var field = BitOperations.TrailingZeroCount(left);
            if ((fields & (1UL << field)) != 0)
                Write(line.Member(names[field]), Fields.All[field], values.Values[place]);
        }
    }

    private static void Write(LineWriter line, Repeated kind, FieldValues values)
    {
        var things = values.Of(kind);
        if (things.IsEmpty)
            return;
        line.Member(lists[(int)kind]).BeginList();
        foreach (var thing in things)
        {
            if (kind == Repeated.BorderAuthorities)
            {
                line.Next(thing.Values[0].Text);
                continue;
            }
            line.BeginObject();
            Write(line, ulong.MaxValue, thing);
            line.EndObject();
        }
        line.EndList();
    }

    private static void Write(LineWriter line, Field field, FieldValue value)
    {
        if (value.IsText)
            line.Add(value.Text);
        else if (field.Form == FieldForm.Date)
            line.Add($"{value.Number.ToDay():yyyy-MM-dd}");
        else
            line.Add(value.Number);
    }
}
