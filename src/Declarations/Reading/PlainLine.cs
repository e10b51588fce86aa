using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Text;
using System.Text.Unicode;

namespace RmsOrleans.Declarations.Reading;

/// <summary>
/// Makes the canonical line of a line with nothing unusual in it, sign by sign, without a text of each value: that is nearly every line of a load. What is unusual here, such as a fault, an escaped sign or
/// items out of order, is left to <see cref="DeclarationJson.Read"/>, which says what is wrong; so this knows no faults, and what it makes is what is made there.
/// </summary>
internal ref struct PlainLine
{
    private const int LongestDay = 10;
    private const byte Quote = (byte)'"';

    private static readonly Field authority = Fields.Get(Fields.DeclarationAuthority), control = Fields.Get(Fields.ControlAuthority), day = Fields.Get("declarationDate"),
        kind = Fields.Get("declarationKind"), category = Fields.Get("traderCategory"), trader = Fields.Get("traderTaxId"), declarant = Fields.Get("declarantTaxId"), border = Fields.Get(Fields.BorderAuthority);

    /// <summary>Signs that stand in a line as they stand in a text and are no white space but for the space: of ASCII and of Cyrillic letters, which begin with two bytes of their own.</summary>
    private static readonly SearchValues<byte> familiar = SearchValues.Create(
        [.. Enumerable.Range(0, byte.MaxValue + 1).Where(sign => sign is (>= ' ' and <= '~' and not '\\') or (>= 0x80 and <= 0xBF) or 0xD0 or 0xD1).Select(sign => (byte)sign)]);

    /// <summary>Signs that are escaped, in a line or in a text.</summary>
    private static readonly SearchValues<byte> escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(sign => (byte)sign), (byte)'\\', 0x7F]);

    [ThreadStatic]
    private static Room? kept;

    private readonly ReadOnlySpan<byte> line;
    private readonly Room room;
    private readonly bool isFamiliar;
    private int at;

    private PlainLine(ReadOnlySpan<byte> line, bool isFamiliar)
    {
        this.line = line;
        this.isFamiliar = isFamiliar;
        room = kept ??= new();
    }

    /// <summary>Null for a line that is to be read by the other way.</summary>
    public static CanonicalDeclaration? Read(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd(" \r"u8);
        var strange = line.IndexOfAnyExcept(familiar);
        if (strange >= 0 && (line[strange..].ContainsAny(escaped) || line[strange..].IndexOf("\uFFFD"u8) >= 0))
            return null;
        return Utf8.IsValid(line) ? new PlainLine(line, strange < 0).Head() : null;
    }

    private CanonicalDeclaration? Head()
    {
        room.Clear();
        var (head, seen, version) = (room.Head, 0UL, 1);
        Slot numberText = default, consignee = default, consignor = default;
        if (!Take((byte)'{'))
            return null;
        Step step;
        while ((step = Next(Members.OfHead, ref seen, out var member)) == Step.Value)
        {
            var isPlain = member.Field is { } field ? Value(field, head) : member.Name switch
            {
                Members.Number => Text(out numberText),
                Members.Version => Whole(DeclarationRules.MostVersions, out version),
                Members.ConsigneeTaxId => Text(out consignee),
                Members.ConsignorTaxId => Text(out consignor),
                Members.Items => Items(),
                var list => Things(Members.KindOf(list)),
            };
            if (!isPlain)
                return null;
        }
        if (step != Step.End || Sign() != 0 || room.Count == 0 || numberText.Length == 0 || !DeclarationNumber.TryParse(Encoding.UTF8.GetString(Of(numberText)), out var number))
            return null;
        return Complete(head, number, numberText, consignee, consignor) ? Write(head, number, version) : null;
    }

    /// <summary>What follows from the rest, as <see cref="DeclarationParts"/> has it.</summary>
    private readonly bool Complete(Slots head, DeclarationNumber number, Slot numberText, Slot consignee, Slot consignor)
    {
        var ofNumber = new Slot(numberText.Start, number.Authority.Length);
        if (head.Has(authority) && !Of(head[authority]).SequenceEqual(Of(ofNumber)))
            return false;
        if (head.Has(day) && head[day].Number != FixedPoint.Of(number.Day))
            return false;
        if (!head.Has(control))
            head.Add(control, ofNumber);
        if (!head.Has(category))
            head.Add(category, Slot.UsualCategory);
        var told = (head.Has(kind) ? Encoding.UTF8.GetString(Of(head[kind])).ToUpperInvariant() : "") switch
        {
            "IM" or "ИМ" => consignee,
            "EK" or "ЭК" => consignor,
            _ => default,
        };
        if (told.Length > 0 && head.Has(trader))
            return Of(told).SequenceEqual(Of(head[trader]));
        if (told.Length > 0)
            head.Add(trader, told);
        else if (!head.Has(trader) && head.Has(declarant))
            head.Add(trader, head[declarant]);
        return true;
    }

    private readonly CanonicalDeclaration Write(Slots head, DeclarationNumber number, int version)
    {
        var whole = room.Whole;
        whole.BeginObject();
        whole.Member(DeclarationJson.NumberName).Add(number.ToString());
        whole.Member(DeclarationJson.VersionName).Add(version);
        Write(whole, head, DeclarationJson.Kept);
        WriteList(whole, Repeated.Vehicles);
        WriteList(whole, Repeated.BorderAuthorities);
        whole.Member(DeclarationJson.ItemsName).BeginList();
        whole.AddWritten(room.Items.Written);
        whole.EndList();
        whole.EndObject();
        if (whole.Written.Length > DeclarationJson.MostRoom)
            kept = null;
        return new(number, version, Encoding.UTF8.GetString(Of(head[control])), room.Count, whole.Written.ToArray(), [.. room.Outcomes]);
    }

    private bool Items()
    {
        if (!Take((byte)'['))
            return false;
        var (isFirst, last) = (true, 0);
        Step step;
        while ((step = NextOf(ref isFirst)) == Step.Value)
        {
            if (!Item(ref last))
                return false;
        }
        return step == Step.End;
    }

    /// <param name="last">Number of the item before, and then of this one.</param>
    private bool Item(ref int last)
    {
        var (item, seen, number) = (room.Item, 0UL, 0);
        Outcome? outcome = null;
        item.Clear();
        room.Lists[(int)Repeated.Documents].Clear();
        room.Lists[(int)Repeated.Payments].Clear();
        if (!Take((byte)'{'))
            return false;
        Step step;
        while ((step = Next(Members.OfItem, ref seen, out var member)) == Step.Value)
        {
            var isPlain = member.Field is { } field ? Value(field, item) : member.Name switch
            {
                Members.Item => Whole(Declaration.MostItems, out number),
                Members.Outcome => Outcome(out outcome),
                var list => Things(Members.KindOf(list)),
            };
            if (!isPlain)
                return false;
        }
        if (step != Step.End || number <= last || !HasRightPrices(item))
            return false;
        last = number;
        room.Count++;
        if (outcome is not null)
            room.Outcomes.Add((number, outcome));
        room.Items.BeginObject();
        room.Items.Member(DeclarationJson.ItemName).Add(number);
        Write(room.Items, item, DeclarationJson.Kept);
        WriteList(room.Items, Repeated.Documents);
        WriteList(room.Items, Repeated.Payments);
        room.Items.EndObject();
        return true;
    }

    private static bool HasRightPrices(Slots item)
    {
        foreach (var (price, quantity) in ItemParts.Prices)
        {
            FixedPoint? expected = null;
            if (item.Has(ItemParts.Value) && item.Has(quantity) && item[quantity].Number.Millionths != 0)
            {
                expected = FixedPoint.Divide(item[ItemParts.Value].Number, item[quantity].Number);
                if (expected is null)
                    return false;
            }
            if (item.Has(price) && item[price].Number != expected)
                return false;
        }
        return true;
    }

    private bool Outcome(out Outcome? outcome)
    {
        outcome = null;
        var (seen, parts) = (0UL, new OutcomeParts());
        if (!Take((byte)'{'))
            return false;
        Step step;
        while ((step = Next(Members.OfOutcome, ref seen, out var member)) == Step.Value)
        {
            var isPlain = member.Name switch
            {
                Members.IsControlled => Truth(out parts.IsControlled),
                Members.HasFinding => Truth(out parts.HasFinding),
                Members.Payments => Number(out parts.Payments),
                _ => Number(out parts.Hours),
            };
            if (!isPlain)
                return false;
        }
        outcome = parts.Complete();
        return step == Step.End && outcome is not null;
    }

    /// <summary>Writes a list into its room: it may come before the fields that stand above it.</summary>
    private bool Things(Repeated kind)
    {
        if (!Take((byte)'['))
            return false;
        var (list, thing, isFirst) = (room.Lists[(int)kind], room.Thing, true);
        list.Clear();
        Step step;
        while ((step = NextOf(ref isFirst)) == Step.Value)
        {
            thing.Clear();
            if (kind == Repeated.BorderAuthorities ? !Value(border, thing) : !Thing(Members.Of(kind), thing))
                return false;
            if (thing.Bits == 0)
                continue;
            if (kind == Repeated.BorderAuthorities)
            {
                list.NextWritten(Of(thing[border]));
                continue;
            }
            list.BeginObject();
            Write(list, thing, ulong.MaxValue);
            list.EndObject();
        }
        return step == Step.End;
    }

    private bool Thing(Members members, Slots thing)
    {
        if (!Take((byte)'{'))
            return false;
        var seen = 0UL;
        Step step;
        while ((step = Next(members, ref seen, out var member)) == Step.Value)
        {
            if (!Value(member.Field!, thing))
                return false;
        }
        return step == Step.End;
    }

    private readonly void WriteList(LineWriter into, Repeated kind)
    {
        if (room.Lists[(int)kind].Written is not { IsEmpty: false } list)
            return;
        into.Member(DeclarationJson.ListName(kind)).BeginList();
        into.AddWritten(list);
        into.EndList();
    }

    /// <param name="fields">By their places, as bits.</param>
    private readonly void Write(LineWriter into, Slots slots, ulong fields)
    {
        for (var left = slots.Bits & fields; left != 0; left &= left - 1)
        {
            var field = BitOperations.TrailingZeroCount(left);
            into.Member(DeclarationJson.FieldName(field));
            var slot = slots[Fields.All[field]];
            if (!Fields.All[field].IsNumber)
                into.AddText(Of(slot));
            else if (slot.Length > 0)
                into.AddWritten(Of(slot));
            else
                into.Add(slot.Number);
        }
    }

    /// <summary>Goes to the value of the next member that says something.</summary>
    private Step Next(Members members, ref ulong seen, out Member member)
    {
        member = null!;
        while (true)
        {
            if (Take((byte)'}'))
                return Step.End;
            if ((seen != 0 && !Take((byte)',')) || !Quoted(out var name) || members.Find(Of(name)) is not { } known || (seen & (1UL << known.Bit)) != 0 || !Take((byte)':'))
                return Step.IsUnusual;
            seen |= 1UL << known.Bit;
            if (Sign() != 'n')
            {
                member = known;
                return Step.Value;
            }
            if (!Take("null"u8))
                return Step.IsUnusual;
        }
    }

    /// <summary>Goes to the next value of a list.</summary>
    private Step NextOf(ref bool isFirst)
    {
        if (Take((byte)']'))
            return Step.End;
        if (!isFirst && !(Take((byte)',') && Sign() != ']'))
            return Step.IsUnusual;
        isFirst = false;
        return Step.Value;
    }

    private bool Value(Field field, Slots into)
    {
        Slot slot;
        if (Sign() != Quote)
        {
            if (field.Form is not (FieldForm.Decimal or FieldForm.WholeNumber) || !Number(field.Form == FieldForm.WholeNumber, out slot))
                return false;
        }
        else if (!Text(out slot))
            return false;
        else if (slot.Length == 0)
            return true; // no value
        else if (field.Form == FieldForm.Date)
        {
            if (!TryReadDay(Of(slot), out var read))
                return false;
            slot = Slot.Of(FixedPoint.Of(read));
        }
        else if (field.IsNumber)
        {
            if (FieldText.TryReadNumber(Of(slot), field.Form == FieldForm.WholeNumber, out var number) is not null)
                return false;
            slot = Slot.Of(number);
        }
        else if (!IsValue(field, Of(slot)))
            return false;
        into.Add(field, slot);
        return true;
    }

    /// <summary>Whether a text is surely a value of a field, as <see cref="FieldText"/> has it.</summary>
    private readonly bool IsValue(Field field, ReadOnlySpan<byte> text)
    {
        if (field.IsAuthority)
            return text.Length is 8 or 5 or 2 && AreDigits(text);
        if (field == category)
            return text is [>= (byte)'1' and <= (byte)'3'];
        return field.Form switch
        {
            FieldForm.Text => true,
            FieldForm.Code => (text.Length <= FieldText.LongestCode || Encoding.UTF8.GetCharCount(text) <= FieldText.LongestCode) && !text.Contains((byte)' ') && IsFamiliar(text),
            FieldForm.Digits => text.Length <= FieldText.LongestDigits && AreDigits(text),
            FieldForm.Country => text.Length == 2 && ((char.IsAsciiLetter((char)text[0]) && char.IsAsciiLetter((char)text[1])) || (field == FieldText.Origin && text.SequenceEqual("00"u8))),
            FieldForm.YesNo => text.SequenceEqual("yes"u8) || text.SequenceEqual("no"u8),
            FieldForm.Decimal or FieldForm.WholeNumber or FieldForm.Date => throw new InvalidOperationException($"{field} is a number."),
        };
    }

    /// <summary>A text that is written as it stands; empty where there is no value.</summary>
    private bool Text(out Slot text)
    {
        if (!Quoted(out text))
            return false;
        var bytes = Of(text);
        if (bytes.IsEmpty)
            return true;
        if (bytes[0] == ' ' || bytes.Length > FoldedText.Longest)
            return false;
        if (IsFamiliar(bytes))
            return true;
        Rune.DecodeFromUtf8(bytes, out var first, out _);
        return !Rune.IsWhiteSpace(first) && LineWriter.Encoder.FindFirstCharacterToEncodeUtf8(bytes) < 0;
    }

    private bool Number(bool isWhole, out Slot slot)
    {
        slot = default;
        Sign();
        var end = at;
        while (end < line.Length && line[end] is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'-')
            end++;
        var written = line[at..end];
        if (written is [(byte)'0', not (byte)'.', ..] or [(byte)'-', (byte)'0', not (byte)'.', ..] || FieldText.TryReadNumber(written, isWhole, out var number) is not null)
            return false;
        // A zero at the end of a fraction is not written again, nor one with a minus.
        slot = written[^1] == '0' && (written.Contains((byte)'.') || written[0] == '-') ? Slot.Of(number) : new(at, written.Length, number);
        at = end;
        return true;
    }

    private bool Number(out FixedPoint? number)
    {
        number = null;
        if (Sign() != Quote)
        {
            var isNumber = Number(isWhole: false, out var slot);
            number = slot.Number;
            return isNumber;
        }
        if (!Text(out var text))
            return false;
        if (text.Length == 0)
            return true;
        var fault = FieldText.TryReadNumber(Of(text), isWhole: false, out var read);
        number = read;
        return fault is null;
    }

    private bool Whole(int most, out int number)
    {
        Sign();
        if (!Utf8Parser.TryParse(line[at..], out number, out var length) || line[at] is not (>= (byte)'1' and <= (byte)'9') || number > most)
            return false;
        at += length;
        return true;
    }

    private bool Truth(out bool? truth)
    {
        truth = Sign() == 't';
        return Take(truth.Value ? "true"u8 : "false"u8);
    }

    private bool Quoted(out Slot text)
    {
        text = default;
        if (!Take(Quote))
            return false;
        var length = line[at..].IndexOf(Quote);
        if (length < 0)
            return false;
        text = new(at, length);
        at += length + 1;
        return true;
    }

    private bool Take(byte sign)
    {
        if (Sign() != sign)
            return false;
        at++;
        return true;
    }

    private bool Take(ReadOnlySpan<byte> word)
    {
        if (!line[at..].StartsWith(word))
            return false;
        at += word.Length;
        return true;
    }

    /// <summary>The next sign that is no space; 0 at the end.</summary>
    private byte Sign()
    {
        while (at < line.Length && line[at] == ' ')
            at++;
        return at < line.Length ? line[at] : (byte)0;
    }

    private readonly bool IsFamiliar(ReadOnlySpan<byte> text) => isFamiliar || !text.ContainsAnyExcept(familiar);

    private readonly ReadOnlySpan<byte> Of(Slot slot) => slot.Start < 0 ? "3"u8 : line.Slice(slot.Start, slot.Length);

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static bool TryReadDay(ReadOnlySpan<byte> text, out DateOnly day)
    {
        Span<char> signs = stackalloc char[LongestDay];
        day = default;
        return text.Length == LongestDay && Ascii.ToUtf16(text, signs, out _) == OperationStatus.Done && FieldText.TryReadDay(signs, out day);
    }

    private enum Step
    {
        Value,
        End,
        IsUnusual,
    }

    /// <summary>A text where it stands in the line; a number too, if it is written like that, else only the number.</summary>
    private readonly record struct Slot(int Start, int Length, FixedPoint Number = default)
    {
        /// <summary>Of a trader of whom nobody has said anything.</summary>
        public static readonly Slot UsualCategory = new(-1, 1);

        public static Slot Of(FixedPoint number) => new(0, 0, number);
    }

    /// <summary>What an object says, each value at the place of its field.</summary>
    private sealed class Slots
    {
        private readonly Slot[] slots = new Slot[Fields.All.Length];

        public ulong Bits { get; private set; }

        public Slot this[Field field] => slots[field.Index];

        public bool Has(Field field) => (Bits & (1UL << field.Index)) != 0;

        public void Add(Field field, Slot slot)
        {
            slots[field.Index] = slot;
            Bits |= 1UL << field.Index;
        }

        public void Clear() => Bits = 0;
    }

    /// <summary>What a thread uses for one line after the other.</summary>
    private sealed class Room
    {
        public Slots Head { get; } = new();

        public Slots Item { get; } = new();

        public Slots Thing { get; } = new();

        public LineWriter Whole { get; } = new();

        public LineWriter Items { get; } = new();

        public LineWriter[] Lists { get; } = [.. Enum.GetValues<Repeated>().Select(_ => new LineWriter())];

        public List<(int Item, Outcome Outcome)> Outcomes { get; } = [];

        /// <summary>Of items.</summary>
        public int Count { get; set; }

        public void Clear()
        {
            Head.Clear();
            foreach (var writer in (ReadOnlySpan<LineWriter>)[Whole, Items, .. Lists])
                writer.Clear();
            Outcomes.Clear();
            Count = 0;
        }
    }
}
