using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>What a load of a classifier changes, or every faulty line of it.</summary>
internal static class ClassifierRules
{
    public const int MostLines = 5_000;

    /// <param name="text">CSV with its header: the whole classifier.</param>
    /// <param name="today">In Moscow, where numbers of profiles are given.</param>
    /// <param name="seen">The revision that the load was decided on; null for a preview.</param>
    /// <param name="register">Which authorities there are.</param>
    public static Outcome<ClassifierChange> Decide(ClassifierEditions known, ClassifierName name, string text, DateOnly today, long? seen, AuthorityRegister register)
    {
        var errors = new ValidationErrors();
        if (text.AsSpan().Count('\n') > MostLines)
            errors.Add("", $"The file has more than {MostLines} lines.", $"В файле больше {MostLines} строк.");
        else
            Check(known, name, text, today, register, errors);
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        var load = new ClassifierLoad(known.Revision + 1, name, text, default, "", "");
        var next = known.With(load);
        var (before, after) = (known.Lines(name), next.Lines(name));
        var change = new ClassifierChange(next.Text(name), [.. after.Except(before)], [.. before.Except(after)]);

        // The same load again, because its answer was lost, is done and not stale.
        return change.IsNone || seen is null || seen == known.Revision
            ? change
            : new Refusal(
                RefusalReason.Stale,
                $"The classifiers have changed: you saw revision {seen}, and they have {known.Revision}. Look again at what would change.",
                $"Классификаторы изменились: Вы видели редакцию {seen}, а действует {known.Revision}. Посмотрите ещё раз, что изменится.");
    }

    private static void Check(ClassifierEditions known, ClassifierName name, string text, DateOnly today, AuthorityRegister register, ValidationErrors errors)
    {
        switch (name)
        {
            case ClassifierName.KindCodes:
                var rows = Read(KindCodes.Parse(text), errors);
                if (!rows.IsEmpty && new KindCodes(rows).FirstGap(today) is var (kind, territory, day))
                {
                    errors.Add(
                        "",
                        $"A profile that is {kind} and {territory} would have no code on {day:yyyy-MM-dd}; from today on there must be one for every day.",
                        $"Для профиля «{kind.InWords().Ru}, {territory.InWords().Ru}» на {day:dd.MM.yyyy} не было бы кода; начиная с сегодняшнего дня код должен быть на каждый день.");
                }
                break;
            case ClassifierName.Measures:
                Read(MeasureClassifier.Parse(text), errors);
                break;
            case ClassifierName.RiskAreas:
                var areas = Read(RiskAreaRegister.Parse(text), errors);
                if (errors.IsEmpty)
                    CheckDuties(known.RiskAreaDuties, new(areas), errors);
                break;
            case ClassifierName.RiskAreaDuties:
                CheckDuties(new(Read(RiskAreaDuties.Parse(text, code => register.Find(code) is not null), errors, mayBeEmpty: true)), known.RiskAreas, errors);
                break;
            case ClassifierName.Capacity:
                Read(PostCapacity.Parse(text, code => register.Find(code) is not null), errors, mayBeEmpty: true);
                break;
        }
    }

    private static void CheckDuties(RiskAreaDuties duties, RiskAreaRegister areas, ValidationErrors errors)
    {
        foreach (var area in duties.Unknown(areas))
        {
            errors.Add(
                "",
                $"Authorities must have profiles in the risk area {area}, which would not be in the register of risk areas.",
                $"Для области риска {area} указано, что профили обязательны, но в перечне областей риска её не было бы.");
        }
    }

    private static ImmutableArray<T> Read<T>(Csv<T> file, ValidationErrors errors, bool mayBeEmpty = false) where T : class
    {
        foreach (var error in file.Errors)
            errors.Add($"/lines/{error.Line}", error.Reason.AsSentence());
        if (!mayBeEmpty && file.Errors.IsEmpty && file.Rows.IsEmpty)
            errors.Add("", "The file has no lines after its header.", "В файле нет строк после заголовка.");
        return file.Rows;
    }
}

/// <summary>What a load does: the rows that come and those that go, as lines of CSV, and the classifier as it stands then.</summary>
internal sealed record ClassifierChange(string Text, ImmutableArray<string> Added, ImmutableArray<string> Removed)
{
    public bool IsNone => Added.IsEmpty && Removed.IsEmpty;
}
