using System.Text.Json;

namespace RmsOrleans.Declarations.Reading;

/// <summary>Reads one line of the JSON form: each value by its field, with all that is wrong.</summary>
internal sealed class JsonLine(long line)
{
    private static readonly RecentTexts recent = new();

    /// <summary>One line is read after the other on a thread, and all have the same room for values.</summary>
    [ThreadStatic]
    private static FieldValues.Builder? headRoom, itemRoom, thingRoom;

    private readonly DeclarationParts parts = new(line, (headRoom ??= new()).Clear());
    private readonly FieldValues.Builder itemValues = itemRoom ??= new();
    private readonly FieldValues.Builder thingValues = thingRoom ??= new();

    /// <summary>What the line says; to be completed before the next one is read.</summary>
    public DeclarationParts Declaration(ReadOnlySpan<byte> bytes)
    {
        Whole(bytes, (ref json) => Head(ref json));
        return parts;
    }

    /// <summary>What came of an item: its number and its item, beside the outcome itself.</summary>
    public ItemOutcome? Outcome(ReadOnlySpan<byte> bytes)
    {
        ItemOutcome? read = null;
        Whole(bytes, (ref json) =>
        {
            var item = 0;
            var outcome = Outcome(ref json, Members.OfItemOutcome, new(""), ref item);
            read = OutcomeRules.Complete(parts, item, outcome);
        });
        return read;
    }

    public DeclarationEvent? Event(ReadOnlySpan<byte> bytes)
    {
        DeclarationEvent? read = null;
        Whole(bytes, (ref json) =>
        {
            var (code, at, automatic) = ((string?)null, (DateTimeOffset?)null, false);
            var seen = 0UL;
            while (Next(ref json, Members.OfEvent, new(""), ref seen, out var member))
            {
                switch (member.Name)
                {
                    case Members.Number:
                        Number(ref json);
                        break;
                    case Members.Code:
                        code = Text(ref json, "/code");
                        break;
                    case Members.At:
                        at = Time(ref json, "/at");
                        break;
                    default:
                        automatic = Truth(ref json, "/automatic") == true;
                        break;
                }
            }
            read = EventRules.Complete(parts, code, at, automatic);
        });
        return read;
    }

    public IReadOnlyList<Fault> Faults => parts.Faults;

    private delegate void ReadObject(ref Utf8JsonReader json);

    private void Whole(ReadOnlySpan<byte> bytes, ReadObject read)
    {
        try
        {
            var json = new Utf8JsonReader(bytes);
            json.Read();
            if (json.TokenType == JsonTokenType.StartObject)
                read(ref json);
            else
            {
                parts.Refuse("", FaultCode.NotAnObject);
                json.Skip();
            }
            json.Read(); // what follows the object is no JSON
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException) // the second by a name that is not UTF-8
        {
            parts.HasNoNumber();
            parts.Refuse("", FaultCode.NotJson, (malformed as JsonException)?.BytePositionInLine is { } at ? $"{at + 1}" : null);
        }
    }

    private void Head(ref Utf8JsonReader json)
    {
        var here = new Place("");
        var seen = 0UL;
        while (Next(ref json, Members.OfHead, here, ref seen, out var member))
        {
            if (member.Field is { } field)
                Value(ref json, field, here, parts.Head, null);
            else
            {
                switch (member.Name)
                {
                    case Members.Number:
                        Number(ref json);
                        break;
                    case Members.Version:
                        parts.Version = Whole(ref json, "/version", DeclarationRules.MostVersions, FaultCode.NotAVersion) ?? 1;
                        break;
                    case Members.ConsigneeTaxId:
                        parts.ConsigneeTaxId = Text(ref json, "/consigneeTaxId");
                        break;
                    case Members.ConsignorTaxId:
                        parts.ConsignorTaxId = Text(ref json, "/consignorTaxId");
                        break;
                    case Members.Items:
                        for (var index = 0; NextOf(ref json, here, Members.Items, index); index++)
                            Item(ref json, here.In(Members.Items, index));
                        break;
                    default:
                        Things(ref json, member.Name, here, parts.Head);
                        break;
                }
            }
        }
    }

    private void Item(ref Utf8JsonReader json, in Place here)
    {
        var item = new ItemParts(here, line, itemValues.Clear());
        parts.Items.Add(item);
        if (!IsObject(ref json, here))
        {
            item.IsNumberFaulty = true;
            item.Complete();
            return;
        }
        var seen = 0UL;
        while (Next(ref json, Members.OfItem, here, ref seen, out var member))
        {
            if (member.Field is { } field)
                Value(ref json, field, here, item.Values, item);
            else if (member.Name == Members.Item)
            {
                item.Number = Whole(ref json, here.Of(Members.Item), Declarations.Declaration.MostItems, FaultCode.NotAnItemNumber) ?? 0;
                item.IsNumberFaulty = item.Number == 0;
            }
            else if (member.Name == Members.Outcome)
            {
                var none = 0;
                if (IsObject(ref json, here with { Above = here.Of(Members.Outcome), Item = -1 }))
                    item.Outcome = Outcome(ref json, Members.OfOutcome, new(here.Of(Members.Outcome)), ref none);
            }
            else
                Things(ref json, member.Name, here, item.Values);
        }
        item.Complete();
    }

    private Outcome? Outcome(ref Utf8JsonReader json, Members members, in Place here, ref int item)
    {
        var parts = new OutcomeParts();
        var seen = 0UL;
        while (Next(ref json, members, here, ref seen, out var member))
        {
            switch (member.Name)
            {
                case Members.Number:
                    Number(ref json);
                    break;
                case Members.Item:
                    item = Whole(ref json, here.Of(Members.Item), Declarations.Declaration.MostItems, FaultCode.NotAnItemNumber) ?? 0;
                    break;
                case Members.IsControlled:
                    parts.IsControlled = Truth(ref json, here.Of(member.Name));
                    break;
                case Members.HasFinding:
                    parts.HasFinding = Truth(ref json, here.Of(member.Name));
                    break;
                case Members.Payments:
                    parts.Payments = Number(ref json, here.Of(member.Name));
                    break;
                default:
                    parts.Hours = Number(ref json, here.Of(member.Name));
                    break;
            }
        }
        return parts.Complete(this.parts, line, here.ToString());
    }

    private void Things(ref Utf8JsonReader json, string list, in Place here, FieldValues.Builder into)
    {
        var kind = Members.KindOf(list);
        for (var index = 0; NextOf(ref json, here, list, index); index++)
        {
            var place = here.In(list, index);
            var thing = thingValues.Clear();
            var isEmpty = true;
            if (kind == Repeated.BorderAuthorities)
                isEmpty = !Value(ref json, Fields.Of(kind)[0], here, thing, null, place.ToString());
            else if (IsObject(ref json, place))
            {
                var seen = 0UL;
                while (Next(ref json, Members.Of(kind), place, ref seen, out var member))
                    isEmpty &= !Value(ref json, member.Field!, place, thing, null);
            }
            if (!isEmpty)
                into.Add(kind, thing.Build());
        }
    }

    /// <summary>Goes to the value of the next member that says something; what is unknown or repeated is a fault and passed over.</summary>
    private bool Next(ref Utf8JsonReader json, Members members, in Place here, ref ulong seen, out Member member)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (members.Find(ref json) is not { } known)
            {
                parts.Refuse(here.Of(json.GetString()!), FaultCode.UnknownMember);
                json.Skip();
                continue;
            }
            var bit = 1UL << known.Bit;
            if ((seen & bit) != 0)
            {
                parts.Refuse(here.Of(known.Name), FaultCode.RepeatedMember);
                json.Skip();
                continue;
            }
            seen |= bit;
            json.Read();
            if (json.TokenType == JsonTokenType.Null)
                continue;
            member = known;
            return true;
        }
        member = null!;
        return false;
    }

    /// <summary>Goes to the next value of a list; that it is none is a fault.</summary>
    private bool NextOf(ref Utf8JsonReader json, in Place here, string list, int index)
    {
        if (index == 0 && json.TokenType != JsonTokenType.StartArray)
        {
            parts.Refuse(here.Of(list), FaultCode.NotAList);
            json.Skip();
            return false;
        }
        return json.Read() && json.TokenType != JsonTokenType.EndArray;
    }

    private bool IsObject(ref Utf8JsonReader json, in Place here)
    {
        if (json.TokenType == JsonTokenType.StartObject)
            return true;
        parts.Refuse(here.ToString(), FaultCode.NotAnObject);
        json.Skip();
        return false;
    }

    /// <returns>Whether there is a value, or what was meant as one.</returns>
    private bool Value(ref Utf8JsonReader json, Field field, in Place here, FieldValues.Builder into, ItemParts? item, string? pointer = null)
    {
        FaultCode? fault;
        FieldValue value = default;
        if (json.TokenType == JsonTokenType.String)
        {
            var hash = 0U;
            if (!json.ValueIsEscaped && recent.Find(field, json.ValueSpan, out hash) is { } known)
            {
                into.Add(field, new(known));
                return true;
            }
            if (!TryText(ref json, out var text))
                parts.Refuse(pointer ?? here.Of(field.Name), FaultCode.MalformedText);
            if (text is null)
                return false;
            fault = FieldText.TryRead(field, text, out value);
            if (fault is null && value.IsText && !json.ValueIsEscaped)
                recent.Add(field, json.ValueSpan, hash, text);
        }
        else if (json.TokenType == JsonTokenType.Number && field.Form is FieldForm.Decimal or FieldForm.WholeNumber)
        {
            fault = FieldText.TryReadNumber(json.ValueSpan, field.Form == FieldForm.WholeNumber, out var number);
            value = new(number);
        }
        else
        {
            fault = FaultCode.OtherKind;
            json.Skip();
        }
        if (fault is not { } code)
            into.Add(field, value);
        else
        {
            parts.Refuse(pointer ?? here.Of(field.Name), code);
            item?.IsFaulty(field);
        }
        return true;
    }

    private void Number(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.String || Text(ref json, "/number") is { } text && !IsNumber(text))
        {
            parts.HasNoNumber();
            if (json.TokenType != JsonTokenType.String)
                Other(ref json, "/number");
        }
    }

    private bool IsNumber(string text)
    {
        parts.SetNumber(text);
        return true;
    }

    private FixedPoint? Number(ref Utf8JsonReader json, string pointer)
    {
        FaultCode? fault;
        FixedPoint number;
        if (json.TokenType == JsonTokenType.Number)
            fault = FieldText.TryReadNumber(json.ValueSpan, isWhole: false, out number);
        else if (json.TokenType != JsonTokenType.String)
        {
            Other(ref json, pointer);
            return null;
        }
        else if (Text(ref json, pointer) is { } text)
            fault = FieldText.TryReadNumber(text, isWhole: false, out number);
        else
            return null;
        if (fault is not { } code)
            return number;
        parts.Refuse(pointer, code);
        return null;
    }

    private int? Whole(ref Utf8JsonReader json, string pointer, int most, FaultCode fault)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number) && number >= 1 && number <= most)
            return number;
        parts.Refuse(pointer, fault);
        json.Skip();
        return null;
    }

    private bool? Truth(ref Utf8JsonReader json, string pointer)
    {
        if (json.TokenType is JsonTokenType.True or JsonTokenType.False)
            return json.TokenType == JsonTokenType.True;
        Other(ref json, pointer);
        return null;
    }

    private DateTimeOffset? Time(ref Utf8JsonReader json, string pointer)
    {
        if (Text(ref json, pointer) is not { } text)
            return null;
        if (EventRules.TryReadTime(text) is { } time)
            return time;
        parts.Refuse(pointer, FaultCode.NotATime);
        return null;
    }

    /// <summary>Null where it is missing or no text, which is a fault then.</summary>
    private string? Text(ref Utf8JsonReader json, string pointer)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            Other(ref json, pointer);
            return null;
        }
        if (!TryText(ref json, out var text))
            parts.Refuse(pointer, FaultCode.MalformedText);
        return text;
    }

    /// <summary>Of each value its place would be a text of its own; so it is said only of what is faulty.</summary>
    /// <param name="text">Null where it is missing.</param>
    private static bool TryText(ref Utf8JsonReader json, out string? text)
    {
        text = null;
        try
        {
            var sent = json.GetString();
            text = FieldText.IsMissing(sent) ? null : sent;
            return true;
        }
        catch (InvalidOperationException) // not UTF-8, or half a surrogate pair
        {
            return false;
        }
    }

    private void Other(ref Utf8JsonReader json, string pointer)
    {
        parts.Refuse(pointer, FaultCode.OtherKind);
        json.Skip();
    }
}
