using System.Globalization;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Print;

/// <summary>What a version changed against the one before, field by field, in the words of the sheets. Long values are cut, as they are in the list of differences.</summary>
internal sealed class ChangesSheet(Sheets sheets)
{
    public static readonly Phrase Title = new("What was changed", "Перечень изменений");

    /// <param name="numbered">The draft or profile by its number and version.</param>
    /// <param name="remarks">Those that the version answers, with what was done about each.</param>
    public void Write(string numbered, IEnumerable<FieldChange> changes, params IReadOnlyList<AnsweredRemark> remarks)
    {
        var page = ChangePage.Of(changes, skip: 0);
        if (page.Changes.IsEmpty && remarks.Count == 0)
            return;

        sheets.Below(sheets.In(Title), numbered, () =>
        {
            if (remarks.Count > 0)
            {
                sheets.Heading(new("Remarks and answers", "Замечания и ответы на них"));
                sheets.Table(
                    [new("No.", "№", Breaks.Nowhere), new("Remark", "Замечание"), new("Answer", "Ответ")],
                    remarks.Select(remark => (string?[])[$"{remark.Remark}", remark.Text, remark.Answer]));
            }
            if (!page.Changes.IsEmpty)
            {
                sheets.Heading(new("Fields", "Поля"));
                sheets.Table([new("Field", "Поле", Breaks.BetweenWords), new("Before", "Было"), new("Now", "Стало")], page.Changes.Select(Row).DistinctBy(row => (row[0], row[1], row[2])));
            }
            if (page.Next is not null)
                sheets.Text(sheets.In(new($"More than {ChangePage.Most} fields are different; these are the first.", $"Изменено более {ChangePage.Most} полей; приведены первые из них.")));
        });
    }

    private string?[] Row(FieldChange change)
    {
        var path = ContentNames.PathOf(change.Pointer);
        return [Field(change), Shown(path, change.Before), Shown(path, change.After)];
    }

    /// <summary>With the place, counted from 1, of the item of a list that it belongs to.</summary>
    private string Field(FieldChange change)
    {
        var name = change.FieldName is { } known ? sheets.In(known) : change.Pointer;
        var place = change.Pointer.Split('/').FirstOrDefault(step => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return place is null ? name : $"{name} ({sheets.No(int.Parse(place, CultureInfo.InvariantCulture) + 1)})";
    }

    private string? Shown(string path, JsonElement? value) => value is { } present ? Text(path, present) : null;

    private string Text(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(path, value.GetString()!),
        JsonValueKind.True => sheets.In(new("yes", "да")),
        JsonValueKind.False => sheets.In(new("no", "нет")),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(item => Text(path, item))),
        JsonValueKind.Object => string.Join("\n", value.EnumerateObject().Select(member => Member(path, member)).OfType<string>()),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Null or JsonValueKind.Undefined => "",
    };

    /// <summary>Null for what says nothing.</summary>
    private string? Member(string whole, JsonProperty member)
    {
        var path = $"{whole}/{member.Name}";
        var text = Text(path, member.Value);
        if (text.Length == 0)
            return null;
        var name = ContentNames.At(path) is { } known ? sheets.In(known) : member.Name;
        var prefix = ContentNames.At(whole) is { } list ? $"{sheets.In(list)}: " : "";
        return $"{(name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name)}: {text}";
    }

    /// <summary>Codes by their names.</summary>
    private string Text(string path, string text) => path switch
    {
        "/kind" => Named<ProfileKind>(text, kind => kind.InWords()),
        "/content/territory" => Named<Territory>(text, territory => territory.InWords()),
        "/content/mode" => Named<ApplicationMode>(text, mode => mode.InWords()),
        "/content/riskArea/indicators/group" => Named<IndicatorGroup>(text, group => group.InWords()),
        "/content/riskArea/indicators/operator" => Named<IndicatorOperator>(text, IndicatorOperators.InWords),
        "/content/riskArea/indicators/field" => sheets.In(FieldNames.Of(text)),
        "/content/riskArea/authorities" or "/content/riskArea/excluded/authorities" => sheets.Authority(new AuthorityCode(text)),
        "/validFrom" or "/validTo" or "/note/validFrom" or "/note/validTo" => Sheets.Day(text),
        _ => text,
    };

    private string Named<T>(string code, Func<T, Phrase> name) where T : struct, Enum =>
        Enum.TryParse<T>(code, ignoreCase: true, out var known) ? sheets.In(name(known)) : code;
}
