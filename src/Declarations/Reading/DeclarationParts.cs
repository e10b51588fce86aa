namespace RmsOrleans.Declarations.Reading;

/// <summary>
/// What was read of one declaration, however it was written. At the end what follows from the rest is added, and a value that was sent and says something else is a fault.
/// </summary>
/// <param name="head">Gathers what is said once.</param>
internal sealed class DeclarationParts(long line, FieldValues.Builder? head = null)
{
    private static readonly Field authority = Fields.Get(Fields.DeclarationAuthority);
    private static readonly Field control = Fields.Get(Fields.ControlAuthority);
    private static readonly Field day = Fields.Get("declarationDate");
    private static readonly Field kind = Fields.Get("declarationKind");
    private static readonly Field category = Fields.Get("traderCategory");
    private static readonly Field trader = Fields.Get("traderTaxId");
    private static readonly Field declarant = Fields.Get("declarantTaxId");

    /// <summary>Of a trader of whom nobody has said anything.</summary>
    private static readonly FieldValue usualCategory = new("3");

    private static readonly Place whole = new("");

    private readonly List<Fault> faults = [];
    private bool isNumberSent;

    /// <summary>From 1 on.</summary>
    public long Line => line;

    public DeclarationNumber? Number { get; private set; }

    public int Version { get; set; } = 1;

    public FieldValues.Builder Head { get; } = head ?? new();

    /// <summary>Box 8: the trader of an import.</summary>
    public string? ConsigneeTaxId { get; set; }

    /// <summary>Box 2: the trader of an export.</summary>
    public string? ConsignorTaxId { get; set; }

    public List<ItemParts> Items { get; } = [];

    public IReadOnlyList<Fault> Faults => faults;

    public void SetNumber(string text)
    {
        isNumberSent = true;
        if (DeclarationNumber.TryParse(text.Trim(), out var number))
            Number = number;
        else
            Refuse("/number", FaultCode.NotADeclarationNumber);
    }

    /// <summary>The number cannot be said, and why is a fault already.</summary>
    public void HasNoNumber() => isNumberSent = true;

    public void Refuse(string pointer, FaultCode code, string? detail = null) => Refuse(line, pointer, code, detail);

    public void Refuse(long at, string pointer, FaultCode code, string? detail = null) => faults.Add(new(at, pointer, code, detail));

    /// <summary>The declaration, if nothing is wrong with it.</summary>
    public Declaration? Complete()
    {
        CompleteHead();
        CompleteItems();
        if (faults.Count > 0 || Number is null)
            return null;
        Items.Sort((one, other) => one.Number.CompareTo(other.Number));
        var items = ImmutableArray.CreateBuilder<DeclarationItem>(Items.Count);
        foreach (var item in Items)
            items.Add(new(item.Number, item.Complete(), item.Outcome));
        return new(Number, Version, Head.Build(), items.MoveToImmutable());
    }

    private void CompleteHead()
    {
        if (Number is { } number)
        {
            Agree(Head, authority, new(number.Authority), line, whole);
            Agree(Head, day, new(FixedPoint.Of(number.Day)), line, whole);
            if (Head[control] is null)
                Head.Add(control, new FieldValue(number.Authority));
        }
        else if (!isNumberSent)
            Refuse("/number", FaultCode.Missing);

        if (Head[category] is null)
            Head.Add(category, usualCategory);
        CompleteTrader();
    }

    /// <summary>The consignee of an import, the consignor of an export, else the declarant, who is also meant where the box points to his.</summary>
    private void CompleteTrader()
    {
        var told = (Head[kind]?.Text.ToUpperInvariant()) switch
        {
            "IM" or "ИМ" => ConsigneeTaxId,
            "EK" or "ЭК" => ConsignorTaxId,
            _ => null,
        };
        if (told is not null)
            Agree(Head, trader, new(told), line, whole);
        else if (Head[trader] is null && Head[declarant] is { } asDeclarant)
            Head.Add(trader, asDeclarant);
    }

    private void CompleteItems()
    {
        if (Items.Count == 0)
            Refuse("/items", FaultCode.Missing);
        if (Items.Count > Declaration.MostItems)
            Refuse("/items", FaultCode.TooManyItems);
        var numbers = Items.Count > 1 ? new HashSet<int>(Items.Count) : null;
        foreach (var item in Items)
        {
            if (item.Number == 0 && !item.IsNumberFaulty)
                Refuse(item.Line, $"{item.Pointer}/item", FaultCode.Missing);
            else if (item.Number != 0 && numbers?.Add(item.Number) == false)
                Refuse(item.Line, $"{item.Pointer}/item", FaultCode.RepeatedItem);
            item.Complete();
            faults.AddRange(item.Faults);
        }
    }

    private void Agree(FieldValues.Builder values, Field field, FieldValue expected, long at, Place above)
    {
        if (Disagreement(values, field, expected, at, above) is { } fault)
            faults.Add(fault);
    }

    /// <summary>Adds what follows from the rest, unless something else was sent.</summary>
    /// <param name="above">Of the object that the field stands in.</param>
    internal static Fault? Disagreement(FieldValues.Builder values, Field field, FieldValue expected, long at, Place above)
    {
        if (values[field] is not { } sent)
            values.Add(field, expected);
        else if (sent != expected)
            return new(at, above.Of(field.Name), FaultCode.Contradicts, field.Form == FieldForm.Date ? $"{expected.Number.ToDay():yyyy-MM-dd}" : $"{expected}");
        return null;
    }
}

/// <summary>What was read of one item.</summary>
/// <param name="place">Of it in the list of items; where it is said, it is a pointer.</param>
/// <param name="values">Gathers what it says; not asked again once it is complete.</param>
internal sealed class ItemParts(Place place, long line, FieldValues.Builder values)
{
    public static readonly Field Value = Fields.Get("statisticalValueUsd");

    /// <summary>What is paid for one of what; both follow from the value and this quantity.</summary>
    public static readonly ImmutableArray<(Field Price, Field Quantity)> Prices =
        [(Fields.Get("pricePerKg"), Fields.Get("netWeightKg")), (Fields.Get("pricePerUnit"), Fields.Get("supplementaryQuantity"))];

    private List<Field>? faulty;
    private List<Fault>? faults;
    private FieldValues? complete;

    public string Pointer => place.ToString();

    public long Line => line;

    /// <summary>0 where none was read.</summary>
    public int Number { get; set; }

    public bool IsNumberFaulty { get; set; }

    public FieldValues.Builder Values => values;

    public Outcome? Outcome { get; set; }

    /// <summary>What is wrong with what follows from the rest.</summary>
    public IReadOnlyList<Fault> Faults => faults ?? [];

    /// <summary>What was sent for this field is no value of it.</summary>
    public void IsFaulty(Field field) => (faulty ??= []).Add(field);

    /// <summary>Its values, with what follows from them.</summary>
    public FieldValues Complete()
    {
        if (complete is not null)
            return complete;
        foreach (var (price, quantity) in Prices)
        {
            if (Price(price, quantity) is { } fault)
                (faults ??= []).Add(fault);
        }
        return complete = values.Build();
    }

    private Fault? Price(Field price, Field quantity)
    {
        if (IsFaultyIn(Value) || IsFaultyIn(quantity))
            return null; // what follows from them cannot be said
        if (values[Value] is { } worth && values[quantity] is { Number.Millionths: not 0 } amount)
        {
            return FixedPoint.Divide(worth.Number, amount.Number) is { } quotient
                ? DeclarationParts.Disagreement(values, price, new(quotient), line, place) : new(line, $"{Pointer}/{price}", FaultCode.NumberTooLarge);
        }
        return values[price] is null ? null : new(line, $"{Pointer}/{price}", FaultCode.FollowsFromNothing);
    }

    private bool IsFaultyIn(Field field) => faulty?.Contains(field) == true;
}
