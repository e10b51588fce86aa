namespace RmsOrleans.Desk.Forms;

/// <summary>A form as it is shown: its fields, what stands in them and what is wrong with it.</summary>
public sealed class CommandForm(FormSchema schema, FormTexts texts)
{
    private readonly Dictionary<string, List<string>> faults = new(StringComparer.Ordinal);
    private readonly List<(string Pointer, string Fault)> all = [];

    public FormSchema Schema => schema;

    public FormTexts Texts => texts;

    public FormChoices Choices { get; set; } = FormChoices.None;

    /// <summary>Every fault in the order in which the rules name them.</summary>
    public IReadOnlyList<(string Pointer, string Fault)> Faults => all;

    /// <summary>What saves an answer from being asked for twice when a button is pressed twice.</summary>
    public string Key { get; init; } = NewKey();

    /// <summary>The state of the draft that the form was opened on.</summary>
    public string? Tag { get; set; }

    /// <summary>When unfinished input was kept that this form does not show yet.</summary>
    public DateTimeOffset? KeptAt { get; init; }

    /// <summary>The JSON that would be sent, if something else was asked about it; see <see cref="FormOfCommand.Asides"/>.</summary>
    public System.Text.Json.Nodes.JsonObject? Written { get; set; }

    /// <summary>What was asked about it: one of <see cref="FormOfCommand.Asides"/>.</summary>
    public string? Aside { get; set; }

    /// <summary>The row that was asked for a moment ago: whoever asked goes on there, and not at the top of the page.</summary>
    public string? Added { get; set; }

    /// <summary>What came of keeping it, if that was asked for.</summary>
    public (bool IsKept, string? Why)? Kept { get; set; }

    /// <summary>The state of before, if the draft moved on while somebody wrote.</summary>
    public string? MovedFrom { get; private set; }

    /// <summary>The last line of the journal that whoever wrote had seen, if the draft or profile moved on: its tag is that line's number.</summary>
    public int? LastSeen => MovedFrom is { } tag && int.TryParse(tag.Trim('"'), out var line) ? line : null;

    /// <summary>What stands there now, if the draft moved on: of those parts of the form that it has.</summary>
    public FormTexts? Present { get; private set; }

    private ImmutableHashSet<string> presentParts = [];

    public static string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>The form is about the present state from now on, which is shown beside what was typed.</summary>
    public void MoveTo(string? tag, FormTexts present, IEnumerable<string> parts) => (MovedFrom, Tag, Present, presentParts) = (Tag, tag, present, [.. parts]);

    public bool IsPresent(string pointer) => Present is not null && presentParts.Contains(pointer.Split('/')[1]);

    /// <summary>Fields whose value has been chosen before, by their paths.</summary>
    public ImmutableArray<string> Fixed { get; init; } = [];

    /// <summary>What rows are called that are there from the beginning, by their pointers. Of a list that has such there are no others.</summary>
    public ImmutableDictionary<string, string> RowNames { get; init; } = ImmutableDictionary<string, string>.Empty;

    public bool HasNamedRows(string pointer) => RowNames.Keys.Any(row => row.StartsWith($"{pointer}/", StringComparison.Ordinal));

    public bool IsFixed(string path) => Fixed.Contains(path);

    public void Refuse(IEnumerable<(string Pointer, string Fault)> refused)
    {
        foreach (var (pointer, fault) in refused)
        {
            all.Add((pointer, fault));
            if (!faults.TryGetValue(pointer, out var there))
                faults[pointer] = there = [];
            there.Add(fault);
        }
    }

    /// <summary>The faults of one field.</summary>
    public IEnumerable<string> FaultsAt(string pointer) => faults.GetValueOrDefault(pointer) ?? [];

    /// <summary>The faults of a list of lines, each with the line that it is about.</summary>
    public IEnumerable<(int? Line, string Fault)> FaultsOfLines(string pointer) => FaultsAt(pointer).Select(fault => ((int?)null, fault)).Concat(
        all.Where(each => each.Pointer.Length > pointer.Length + 1 && each.Pointer.StartsWith(pointer, StringComparison.Ordinal) && each.Pointer[pointer.Length] == '/')
            .Select(each => (int.TryParse(each.Pointer.AsSpan(pointer.Length + 1), out var line) ? line + 1 : (int?)null, each.Fault)));

    /// <summary>The id of the field at a pointer.</summary>
    public static string IdOf(string pointer) => $"f{pointer.Replace('/', '-')}";

    /// <summary>The id of the field that a fault is about, or of the nearest thing around it that the page has.</summary>
    public string? PlaceOf(string pointer) => Nearest(schema.Fields, pointer, "") is { } place ? IdOf(place) : null;

    private static string? Nearest(ImmutableArray<FormField> fields, string pointer, string at)
    {
        foreach (var field in fields)
        {
            var here = $"{at}/{field.Name}";
            if (pointer == here)
                return here;
            if (!pointer.StartsWith($"{here}/", StringComparison.Ordinal))
                continue;
            switch (field)
            {
                case GroupField group:
                    return Nearest(group.Fields, pointer, here) ?? here;
                case RowsField rows:
                    var rest = pointer[(here.Length + 1)..];
                    var row = rest.IndexOf('/') is >= 0 and var end ? rest[..end] : rest;
                    return Nearest(rows.Fields, pointer, $"{here}/{row}") ?? here;
                default:
                    return here;
            }
        }
        return null;
    }
}

/// <summary>What fields offer to choose from, beside the codes of their own types.</summary>
public sealed record FormChoices
{
    public static readonly FormChoices None = new();

    /// <summary>Units of the draft's own authority.</summary>
    public ImmutableArray<string> OwnUnits { get; init; } = [];

    /// <summary>Units of the FCS.</summary>
    public ImmutableArray<string> FcsUnits { get; init; } = [];

    /// <summary>Codes of authorities with their names.</summary>
    public ImmutableArray<(string Code, string Name)> Authorities { get; init; } = [];

    /// <summary>Codes of measures with their names.</summary>
    public ImmutableArray<(string Code, string Name)> Measures { get; init; } = [];

    /// <summary>Codes of risk areas with their titles.</summary>
    public ImmutableArray<(string Code, string Name)> RiskAreas { get; init; } = [];

    /// <summary>Numbers of profiles with their titles.</summary>
    public ImmutableArray<(string Code, string Name)> Profiles { get; init; } = [];

    /// <summary>People to choose, each with the page that is filled in with them.</summary>
    public ImmutableArray<(string Name, string Place)> People { get; init; } = [];

    /// <summary>Fields of a declaration with their names.</summary>
    public ImmutableArray<(string Code, string Name)> Fields { get; init; } = [];
}
