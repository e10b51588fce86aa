namespace RmsOrleans.Declarations.Reading.Mappings;

/// <summary>Makes records of the rows of a table.</summary>
internal abstract class MappedRows
{
    /// <param name="place">Where a column stands, from 0.</param>
    public static MappedRows Of(Mapping mapping, Func<string, int> place) => mapping.Kind switch
    {
        RecordKind.Declarations => new MappedDeclarations(mapping, place),
        RecordKind.Events or RecordKind.Outcomes => new MappedRecords(mapping, place),
        RecordKind.Prices => new MappedPrices(mapping, place),
    };

    /// <summary>Takes a row; what it completes comes out: a record of its own, or the declaration before it.</summary>
    public abstract LoadedLine? Take(long line, IMappedRow row);

    /// <summary>The declaration that no further row completes.</summary>
    public abstract LoadedLine? End();
}

/// <summary>Rows that are items: those of one number and version that stand together are one declaration.</summary>
internal sealed class MappedDeclarations : MappedRows
{
    private readonly PlacedNumber number;
    private readonly ImmutableArray<(MappedTarget Target, PlacedSource Source)> targets;
    private readonly PlacedSource? version;
    private readonly bool namesItems;

    private DeclarationParts? open;
    private object? openKey;

    public MappedDeclarations(Mapping mapping, Func<string, int> place)
    {
        number = new(mapping.Number, place, mapping);
        targets = [.. mapping.Targets.Select(target => (target, PlacedSource.Of(target.Source, place, mapping)!))];
        version = targets.FirstOrDefault(each => each.Target.Name == MappingJson.Version).Source;
        namesItems = mapping.Targets.Any(target => target.Name == MappingJson.Item);
    }

    public override LoadedLine? Take(long line, IMappedRow row)
    {
        object key = (number.Raw(row), version?.Raw(row));
        LoadedLine? before = null;
        if (open is null || !key.Equals(openKey))
        {
            before = End();
            (open, openKey) = (new DeclarationParts(line), key);
            number.Read(open, row);
        }
        new ItemRow(open, line, row, namesItems).Fill(targets);
        return before;
    }

    public override LoadedLine? End()
    {
        if (open is not { } parts)
            return null;
        open = null;
        var declaration = parts.Complete();
        return new(parts.Line, [.. parts.Faults], declaration);
    }

    /// <summary>One row, and the item that it becomes; what it says of the whole declaration must be what the first one said.</summary>
    private sealed class ItemRow
    {
        private readonly DeclarationParts parts;
        private readonly ItemParts item;
        private readonly long line;
        private readonly IMappedRow row;
        private readonly bool isFirst;
        private Dictionary<(Repeated Kind, int Thing), FieldValues.Builder>? things;
        private OutcomeParts outcome;
        private bool hasOutcome;

        public ItemRow(DeclarationParts parts, long line, IMappedRow row, bool namesItems)
        {
            (this.parts, this.line, this.row) = (parts, line, row);
            item = new ItemParts(new("", parts.Items.Count), line, new());
            parts.Items.Add(item);
            isFirst = parts.Items.Count == 1;
            item.Number = namesItems ? 0 : parts.Items.Count;
        }

        public void Fill(ImmutableArray<(MappedTarget Target, PlacedSource Source)> targets)
        {
            foreach (var (target, source) in targets)
            {
                var text = source.Text(row, out var notInTable);
                if (notInTable is not null)
                    parts.Refuse(line, Pointer(target), FaultCode.NotInTable, notInTable);
                if (target.Field is not { } field)
                {
                    if (text is not null)
                        Fill(target.Name, source, text);
                }
                else if (text is not null)
                    Fill(target, field, field.Form is FieldForm.Decimal or FieldForm.WholeNumber ? source.Number(text) : text);
                else if (notInTable is not null)
                    item.IsFaulty(field);
                else if (!isFirst && field is { Part: Part.Head, Repeated: Repeated.None } && parts.Head[field] is { } said)
                    parts.Refuse(line, Pointer(target), FaultCode.Contradicts, $"{said}");
            }
            foreach (var ((kind, _), thing) in (things ?? []).OrderBy(each => each.Key))
                (Fields.Of(kind)[0].Part == Part.Head ? parts.Head : item.Values).Add(kind, thing.Build());
            if (hasOutcome)
                item.Outcome = outcome.Complete(parts, line, $"{item.Pointer}/{Members.Outcome}");
        }

        private void Fill(MappedTarget target, Field field, string text)
        {
            if (FieldText.TryRead(field, text, out var value) is { } fault)
            {
                parts.Refuse(line, Pointer(target), fault);
                item.IsFaulty(field);
            }
            else if (field.Repeated != Repeated.None)
            {
                if (field.Part == Part.Item || isFirst)
                    Thing(field.Repeated, target.Thing).Add(field, value);
            }
            else if (field.Part == Part.Item)
                item.Values.Add(field, value);
            else if (isFirst)
                parts.Head.Add(field, value);
            else if (parts.Head[field] != value)
                parts.Refuse(line, Pointer(target), FaultCode.Contradicts, $"{parts.Head[field]}");
        }

        private void Fill(string target, PlacedSource source, string text)
        {
            switch (target)
            {
                case MappingJson.Version:
                    parts.Version = Math.Max(1, PlacedSource.Whole(parts, line, "/version", text, DeclarationRules.MostVersions, FaultCode.NotAVersion));
                    break;
                case MappingJson.Item:
                    item.Number = PlacedSource.Whole(parts, line, $"{item.Pointer}/item", text, Declaration.MostItems, FaultCode.NotAnItemNumber);
                    item.IsNumberFaulty = item.Number == 0;
                    break;
                case MappingJson.ConsigneeTaxId:
                    parts.ConsigneeTaxId ??= text;
                    break;
                case MappingJson.ConsignorTaxId:
                    parts.ConsignorTaxId ??= text;
                    break;
                default:
                    hasOutcome = true;
                    source.Outcome(ref outcome, parts, line, $"{item.Pointer}/{target.Replace('.', '/')}", target, text);
                    break;
            }
        }

        private FieldValues.Builder Thing(Repeated kind, int thing)
        {
            things ??= [];
            return things.TryGetValue((kind, thing), out var known) ? known : things[(kind, thing)] = new();
        }

        private string Pointer(MappedTarget target)
        {
            if (target.Field is not { } field)
                return $"/{target.Name}";
            var above = field.Part == Part.Head ? "" : item.Pointer;
            return field.Repeated == Repeated.None ? $"{above}/{field}" : $"{above}/{Members.NameOf(field.Repeated)}/{target.Thing - 1}/{field}";
        }
    }
}

/// <summary>Rows that are events or outcomes, each for itself.</summary>
internal sealed class MappedRecords(Mapping mapping, Func<string, int> place) : MappedRows
{
    private readonly PlacedNumber number = new(mapping.Number, place, mapping);
    private readonly ImmutableArray<(string Name, PlacedSource Source)> targets = [.. mapping.Targets.Select(target => (target.Name, PlacedSource.Of(target.Source, place, mapping)!))];

    public override LoadedLine? Take(long line, IMappedRow row)
    {
        var parts = new DeclarationParts(line);
        number.Read(parts, row);
        var (outcome, item, code, at, automatic) = (new OutcomeParts(), 0, (string?)null, (DateTimeOffset?)null, false);
        foreach (var (name, source) in targets)
        {
            var pointer = $"/{name.Split('.')[^1]}";
            if (source.Text(parts, line, pointer, row) is not { } text)
                continue;
            switch (name)
            {
                case MappingJson.Item:
                    item = PlacedSource.Whole(parts, line, pointer, text, Declaration.MostItems, FaultCode.NotAnItemNumber);
                    break;
                case MappingJson.Code:
                    code = text;
                    break;
                case MappingJson.At:
                    at = EventRules.TryReadTime(text);
                    if (at is null)
                        parts.Refuse(line, pointer, FaultCode.NotATime);
                    break;
                case MappingJson.Automatic:
                    automatic = PlacedSource.Truth(parts, line, pointer, text) == true;
                    break;
                default:
                    source.Outcome(ref outcome, parts, line, pointer, name, text);
                    break;
            }
        }
        if (mapping.Kind == RecordKind.Events)
        {
            var happened = EventRules.Complete(parts, code, at, automatic);
            return new(line, [.. parts.Faults], Event: happened);
        }
        var found = OutcomeRules.Complete(parts, item, outcome.Complete(parts, line, ""));
        return new(line, [.. parts.Faults], Outcome: found);
    }

    public override LoadedLine? End() => null;
}
