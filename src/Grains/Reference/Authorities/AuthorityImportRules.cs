using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>What an import changes, or every faulty line of it.</summary>
internal static class AuthorityImportRules
{
    public const int MostLines = 20_000;

    public static Outcome<LoadDecision<AuthorityLoad, AuthorityImported>> Decide(AuthorityRegister register, AuthorityImport import, DateTimeOffset now)
    {
        var errors = new ValidationErrors();
        foreach (var unreadable in import.Unreadable)
            errors.Add($"/lines/{unreadable.Line}", unreadable.Message);
        if (import.Lines.IsEmpty && import.Unreadable.IsEmpty)
            errors.Add("", "The file has no lines after its header.", "В файле нет строк после заголовка.");
        if (import.Lines.Length > MostLines)
        {
            errors.Add(
                "",
                $"The file has {import.Lines.Length} lines; the most is {MostLines}.",
                $"Строк в файле: {import.Lines.Length}; допускается не более {MostLines}.");
        }

        var read = new Dictionary<AuthorityCode, (AuthorityLine Line, Authority Authority)>();
        foreach (var line in import.Lines)
        {
            if (Read(line, register, now, errors) is not { } authority)
                continue;
            if (!read.TryAdd(authority.Code, (line, authority)))
            {
                errors.Add(
                    At(line, "code"),
                    $"The code {authority.Code} stands in line {read[authority.Code].Line.Line} already.",
                    $"Код {authority.Code} уже указан в строке {read[authority.Code].Line.Line}.");
            }
        }

        var after = register.With(new(register.Revision + 1, [.. read.Values.Select(each => each.Authority)]));
        foreach (var (line, authority) in read.Values)
        {
            CheckPlace(line, authority, after, import.Unreadable, errors);
            CheckThoseBelow(line, authority, register, read, errors);
        }

        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        var changes = read.Values.Select(each => each.Authority).Where(authority => register.Find(authority.Code) != authority).ToImmutableArray();
        var load = changes.IsEmpty ? null : new AuthorityLoad(after.Revision, changes);
        var added = changes.Count(authority => register.Find(authority.Code) is null);
        return new LoadDecision<AuthorityLoad, AuthorityImported>(
            load, new(added, changes.Length - added, read.Count - changes.Length, load?.Revision ?? register.Revision));
    }

    private static Authority? Read(AuthorityLine line, AuthorityRegister register, DateTimeOffset now, ValidationErrors errors)
    {
        var before = errors.Count;
        errors.Text(At(line, "name"), line.Name);
        errors.Text(At(line, "short_name"), line.ShortName);
        if (!AuthorityCode.TryParse(line.Code, out var code))
            errors.Add(At(line, "code"), "Expected eight digits that begin with 10.", "Ожидаются восемь цифр, начиная с 10.");
        if (!Enum.TryParse<AuthorityKind>(line.Kind, out var kind) || !Enum.IsDefined(kind) || int.TryParse(line.Kind, out _))
        {
            errors.Add(
                At(line, "kind"),
                $"Expected one of {string.Join(", ", Enum.GetNames<AuthorityKind>())}.",
                $"Ожидается одно из значений: {string.Join(", ", Enum.GetNames<AuthorityKind>())}.");
        }
        if (!AuthorityCode.TryParse(line.Parent, out var parent) && line.Parent.Length > 0)
        {
            errors.Add(
                At(line, "parent"),
                "Expected the eight digits of the authority above, or nothing for the centre.",
                "Ожидаются восемь цифр кода вышестоящего органа; для ФТС России – пустое значение.");
        }
        if (!TimeZoneInfo.TryConvertIanaIdToWindowsId(line.TimeZone, out _))
            errors.Add(At(line, "time_zone"), "Expected an IANA time zone such as Europe/Moscow.", "Ожидается часовой пояс IANA, например Europe/Moscow.");

        if (line.NameRu is { } nameRu)
            errors.Text(At(line, "name_ru"), nameRu);
        if (line.NameEn is { } nameEn)
            errors.Text(At(line, "name_en"), nameEn);
        var known = register.Find(code);
        var zones = errors.Count > before ? default : Zones(line, known, now, errors);
        if (errors.Count > before)
            return null;

        return new Authority(code, line.Name, line.ShortName, kind, line.Parent.Length > 0 ? parent : null, zones.First)
        {
            ZoneChanges = zones.Changes,
            NameRu = line.NameRu ?? known?.NameRu,
            NameEn = line.NameEn ?? known?.NameEn,
        };
    }

    /// <summary>A zone that an authority does not have begins with its day, or at once; what is past keeps its dates.</summary>
    private static (string First, ImmutableArray<ZoneChange> Changes) Zones(AuthorityLine line, Authority? known, DateTimeOffset now, ValidationErrors errors)
    {
        DateOnly? from = null;
        if (line.TimeZoneFrom is { Length: > 0 } text)
        {
            if (!DayText.TryRead(text, out var day))
            {
                errors.Add(
                    At(line, "time_zone_from"),
                    "Expected a date such as 2027-01-01, or nothing for at once.",
                    "Ожидается дата вида 2027-01-01 или пустое значение – сразу.");
            }
            else
                from = day;
        }
        if (known is null || known.LatestZone == line.TimeZone)
            return (known?.TimeZone ?? line.TimeZone, known?.ZoneChanges ?? []);

        var begins = Moments.NotBefore(from is { } first ? TimeZoneInfo.FindSystemTimeZoneById(line.TimeZone).StartOf(first) : now, null);
        if (from is not null && begins < now)
        {
            errors.Add(
                At(line, "time_zone_from"),
                $"By {line.TimeZone} this day has begun already, and what happened keeps its date.",
                $"По часовому поясу {line.TimeZone} этот день уже наступил, а даты прошедших событий не изменяются.");
        }
        else if (known.ZoneChanges is [.., var last] && begins <= last.From)
        {
            errors.Add(
                At(line, "time_zone_from"),
                $"The zone changes to {last.TimeZone} at {last.From:yyyy-MM-dd HH:mm}Z; this change is not after that.",
                $"Часовой пояс изменяется на {last.TimeZone} с {last.From:dd.MM.yyyy HH:mm} UTC; новое изменение должно быть позже.");
        }
        return (known.TimeZone, known.ZoneChanges.Add(new(begins, line.TimeZone)));
    }

    /// <param name="unreadable">Whatever these lines may say of an authority above, nothing is said about those below it.</param>
    private static void CheckPlace(
        AuthorityLine line, Authority authority, AuthorityRegister after, ImmutableArray<UnreadableLine> unreadable, ValidationErrors errors)
    {
        if (authority.Kind == AuthorityKind.Central || authority.Code == AuthorityCode.Fcs)
        {
            if (authority is not { Kind: AuthorityKind.Central, Parent: null } || authority.Code != AuthorityCode.Fcs)
            {
                errors.Add(
                    At(line, "kind"),
                    $"{AuthorityCode.Fcs} is Central, no other is, and nothing is above it.",
                    $"{AuthorityCode.Fcs} – ФТС России (Central): других таких органов нет, и вышестоящего органа у неё нет.");
            }
            return;
        }

        if ((authority.Kind == AuthorityKind.Post) == authority.Code.Registers)
        {
            errors.Add(
                At(line, "kind"),
                "The code of a post does not end in 000, and every other code does.",
                "Код таможенного поста не заканчивается на 000, а коды остальных органов заканчиваются.");
        }

        if (unreadable.Any(each => each.Code == line.Parent))
            return;
        if (authority.Parent is not { } parent || after.Find(parent) is not { } above)
        {
            errors.Add(
                At(line, "parent"),
                $"The authority above, {authority.Parent?.ToString() ?? "none"}, is neither in the file nor in the register.",
                $"Вышестоящего органа ({authority.Parent?.ToString() ?? "не указан"}) нет ни в файле, ни в реестре.");
        }
        else if (above.Kind >= authority.Kind)
        {
            errors.Add(
                At(line, "parent"),
                $"A {authority.Kind} cannot stand below {parent}, a {above.Kind}.",
                $"Орган вида «{authority.Kind.InWords().Ru}» не может подчиняться органу {parent} ({above.Kind.InWords().Ru}).");
        }
    }

    /// <summary>Authorities that the file does not name must still stand below a higher kind.</summary>
    private static void CheckThoseBelow(
        AuthorityLine line, Authority authority, AuthorityRegister register, Dictionary<AuthorityCode, (AuthorityLine, Authority)> read, ValidationErrors errors)
    {
        if (register.Find(authority.Code) is not { } before || before.Kind == authority.Kind)
            return;

        var below = register.All.FirstOrDefault(known => known.Parent == authority.Code && !read.ContainsKey(known.Code) && known.Kind <= authority.Kind);
        if (below is not null)
        {
            errors.Add(
                At(line, "kind"),
                $"{below.Code}, a {below.Kind}, stands below this one in the register; it cannot stand below a {authority.Kind}.",
                $"В реестре этому органу подчинён {below.Code} ({below.Kind.InWords().Ru}); {authority.Kind.InWords().Ru} не может быть вышестоящим органом для него.");
        }
    }

    private static string At(AuthorityLine line, string column) => $"/lines/{line.Line}/{column}";
}
