using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>What an import of structural units changes, or every faulty line of it.</summary>
public static class UnitImportRules
{
    public const string Header = "authority,code,name_ru,name_en,field,coordination,from,to";

    internal const int MostLines = 5_000;

    internal static Outcome<LoadDecision<AuthorityLoad, AuthorityImported>> Decide(AuthorityRegister register, AuthorityCode authority, string csv)
    {
        if (register.Find(authority) is null)
            return new Refusal(RefusalReason.NotFound, $"The register knows no authority {authority}.", $"В реестре нет таможенного органа {authority}.");

        var file = Csv.Read<Line>(csv, Header, (string[] fields, IReadOnlyList<Line> before, out Phrase? error) => Read(authority, fields, before, out error));
        var errors = new ValidationErrors();
        foreach (var fault in file.Errors)
            errors.Add($"/lines/{fault.Line}", fault.Reason.AsSentence());
        if (errors.IsEmpty && file.Rows.IsEmpty)
            errors.Add("", "The file has no lines after its header.", "В файле нет строк после заголовка.");
        if (file.Rows.Length > MostLines)
        {
            errors.Add(
                "",
                $"The file has {file.Rows.Length} lines; the most is {MostLines}.",
                $"Строк в файле: {file.Rows.Length}; допускается не более {MostLines}.");
        }
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        ImmutableArray<StructuralUnit> loaded = [.. file.Rows.Select(line => line.Unit)];
        var after = register.Units.With(loaded).Of(authority);
        CheckNames(errors, after);
        CheckCoordination(errors, after);
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        var known = register.Units.Of(authority);
        ImmutableArray<StructuralUnit> changes = [.. loaded.Where(unit => !known.Contains(unit))];
        var load = changes.IsEmpty ? null : new AuthorityLoad(register.Revision + 1, [], changes);
        var added = changes.Count(unit => known.All(each => each.Code != unit.Code));
        return new LoadDecision<AuthorityLoad, AuthorityImported>(
            load, new(added, changes.Length - added, loaded.Length - changes.Length, load?.Revision ?? register.Revision));
    }

    private static Line? Read(AuthorityCode authority, string[] fields, IReadOnlyList<Line> before, out Phrase? error)
    {
        var (code, nameRu, nameEn, field) = (fields[1], fields[2], fields[3], fields[4]);
        var from = Day(fields[6]);
        var to = Day(fields[7]);
        error = (fields, before) switch
        {
            _ when fields[0] != authority.Value => new($"the authority is {authority} in every line of this import", $"во всех строках этой загрузки должен быть таможенный орган {authority}"),
            _ when !IsName(code) || code.Length > StructuralUnit.LongestCode => new(
                $"the code is a text of at most {StructuralUnit.LongestCode} characters", $"код – текст длиной не более {StructuralUnit.LongestCode} символов"),
            _ when before.Any(line => UnitNames.Same(line.Unit.Code, code)) => new(
                $"the code {code} stands in an earlier line already", $"код «{code}» уже указан в одной из предыдущих строк"),
            _ when !IsName(nameRu) => new("name_ru is a name without invisible characters", "в столбце name_ru ожидается наименование без невидимых символов"),
            _ when !IsName(nameEn) => new("name_en is a name without invisible characters", "в столбце name_en ожидается наименование без невидимых символов"),
            _ when VisibleText.IsBlank(field) || field.Length > ValidationErrors.LongestText => new(
                "the field of activity is needed", "необходимо указать направление деятельности"),
            _ when fields[5] is not ("true" or "false") => new("coordination is true or false", "в столбце coordination ожидается true или false"),
            _ when from is null => new("from is a date such as 2026-01-01", "в столбце from ожидается дата вида 2026-01-01"),
            _ when fields[7].Length > 0 && to is null => new("to is a date such as 2026-12-31, or nothing", "в столбце to ожидается дата вида 2026-12-31 или пустое значение"),
            _ when to < from => new("the last day lies before the first", "последний день раньше первого"),
            _ => null,
        };
        return error is not null ? null : new(new StructuralUnit(authority, code, nameRu, nameEn, field, fields[5] == "true", from!.Value, to));
    }

    /// <summary>What is said in a command must lead to one unit, so no name or code of a unit is that of another.</summary>
    private static void CheckNames(ValidationErrors errors, ImmutableArray<StructuralUnit> units)
    {
        var named = new Dictionary<string, StructuralUnit>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            foreach (var name in new[] { unit.Code, unit.NameRu, unit.NameEn }.Select(UnitNames.Fold).Distinct())
            {
                if (!named.TryAdd(name, unit))
                {
                    errors.Add(
                        "",
                        $"The units {named[name].Code} and {unit.Code} are both called {name}.",
                        $"Подразделения «{named[name].Code}» и «{unit.Code}» имеют одно наименование: «{name}».");
                }
            }
        }
    }

    private static void CheckCoordination(ValidationErrors errors, ImmutableArray<StructuralUnit> units)
    {
        var changes = units.Select(unit => unit.From).Concat(units.Where(unit => unit.To < DateOnly.MaxValue).Select(unit => unit.To!.Value.AddDays(1))).Distinct().Order();
        foreach (var day in changes)
        {
            StructuralUnit[] there = [.. units.Where(unit => unit.IsThereOn(day))];
            string[] leading = [.. there.Where(unit => unit.IsCoordination).Select(unit => unit.Code)];
            if (there.Length > 0 && leading.Length == 0)
            {
                errors.Add(
                    "",
                    $"From {day:yyyy-MM-dd} there are units but no coordination unit.",
                    $"С {day:dd.MM.yyyy} есть подразделения, но нет координирующего подразделения.");
            }
            else if (leading.Length > 1)
            {
                errors.Add(
                    "",
                    $"From {day:yyyy-MM-dd} there is more than one coordination unit: {string.Join(", ", leading)}.",
                    $"С {day:dd.MM.yyyy} координирующих подразделений больше одного: {Phrase.Quoted(leading)}.");
            }
        }
    }

    private static bool IsName(string text)
    {
        var errors = new ValidationErrors();
        errors.Name(new JsonPointer(""), text);
        return errors.IsEmpty;
    }

    private static DateOnly? Day(string text) =>
        DayText.TryRead(text, out var day) ? day : null;

    private sealed record Line(StructuralUnit Unit);
}
