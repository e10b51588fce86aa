using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using RmsOrleans.Api.Calendar;
using RmsOrleans.Api.Classifiers;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Shell;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Desk.Reference;

/// <summary>A load of reference data: what it is called, how its file looks, and where it is sent.</summary>
/// <param name="Text">What stands in the field before anybody types.</param>
/// <param name="Target">Its path below <c>/api/v1</c>.</param>
/// <param name="Back">The page that shows what is loaded.</param>
public sealed record Load(string Title, string Hint, string Text, string Method, string Target, string ContentType, string Back)
{
    /// <summary>The operation that whoever loads needs, by its id.</summary>
    public required string Needs { get; init; }

    /// <summary>What the API says that would change.</summary>
    internal Func<ApiAnswer, LoadPreview> Preview { get; init; } = _ => new();

    /// <summary>What is asked where a year lacks holidays.</summary>
    public string? Allow { get; init; }

    /// <summary>Makes what the API takes of what was typed; as it stands, unless a load says more.</summary>
    internal Func<string, LoadBody> Read { get; init; } = LoadBody.AsTyped;

    /// <summary>What a good answer says that is applied, as the query of <see cref="Back"/>.</summary>
    internal Func<ApiAnswer, string> Done { get; init; } = _ => "";
}

/// <summary>What is sent, and what its faults are about.</summary>
/// <param name="Lines">The lines that the items of a list came from, if it was made of lines.</param>
/// <param name="Faults">Lines that cannot be read; nothing is sent then.</param>
internal sealed record LoadBody(string Text, ImmutableArray<int> Lines, ImmutableArray<(int Line, Phrase Fault)> Faults)
{
    public static LoadBody AsTyped(string text) => new(text, [], []);
}

/// <summary>What would change.</summary>
public sealed record LoadPreview(ClassifierLoadResponse? Classifier = null, CalendarLoadResponse? Calendar = null, AuthorityImported? Authorities = null);

/// <summary>How reference data is typed or chosen, looked at and loaded. Between the two buttons the text stands in the page itself.</summary>
internal static class Loading
{
    private static readonly Phrase notUtf8 = new("The file is not UTF-8.", "Файл не в кодировке UTF-8.");
    private static readonly Phrase notYours = new("Only an operator loads reference data.", "Справочные данные загружает только оператор.");
    private static readonly Phrase empty = new("Paste the lines or choose a file.", "Вставьте строки или выберите файл.");
    private static readonly Phrase sayIt = new("Say below that the year is meant without these holidays, or add them.", "Подтвердите ниже загрузку года без этих праздничных дней или добавьте их.");
    private static readonly Phrase tooLarge = new("A file has at most 4 MB.", "Размер файла – не более 4 МБ.");

    private static readonly UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IResult Show(DeskRequest desk, Load load) => desk.Viewer!.MayDo(load.Needs) ? Page(desk, load, load.Text) : NotYours(desk, load);

    public static async Task<IResult> Post(DeskRequest desk, Load load)
    {
        if (!desk.Viewer!.MayDo(load.Needs))
            return NotYours(desk, load);
        IFormCollection posted;
        try
        {
            posted = await desk.Context.Request.ReadFormAsync(new FormOptions(), desk.Context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return Page(desk, load, load.Text, own: tooLarge);
        }

        var (text, fault) = await Text(posted, desk.Context.RequestAborted);
        if (fault is not null)
            return Page(desk, load, text, own: fault);
        if (posted["_do"] == "edit")
            return Page(desk, load, text);

        var body = load.Read(text);
        if (body.Faults.Length > 0)
            return Page(desk, load, text, problem: Unreadable(desk, body));
        var isPreview = posted["_do"] != "load";
        var isAllowed = posted["allow"] == "true";
        var answer = await Send(desk, load, body, isPreview, isAllowed, posted["_tag"]);
        if (answer.Status == StatusCodes.Status401Unauthorized)
            throw new ApiRefusedException(answer);
        if (!answer.IsGood)
            return await Refused(desk, load, text, body, answer.Problem(), isPreview || isAllowed);
        return isPreview ? Page(desk, load, text, tag: answer.Tag, preview: load.Preview(answer)) : DeskRequest.GoTo($"{load.Back}?{load.Done(answer)}");
    }

    /// <summary>What a fault is about, in the words of a file.</summary>
    public static string? NameOf(DeskRequest desk, string pointer, ImmutableArray<int> lines)
    {
        var steps = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (steps is not [var list, var place, ..] || !int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
            return null;
        var isLine = list == "lines" || at < lines.Length;
        var number = list == "lines" ? at : at < lines.Length ? lines[at] : at + 1;
        var name = isLine ? desk.In(new("Line", "Строка")) : desk.In(new("Entry", "Запись"));
        return steps.Length > 2 ? $"{name} {number}, {desk.In(new("column", "столбец"))} {steps[2]}" : $"{name} {number}";
    }

    /// <summary>A year without its holidays can be meant; whoever loads it is asked once more beside what it would change.</summary>
    private static async Task<IResult> Refused(DeskRequest desk, Load load, string text, LoadBody body, ApiProblem problem, bool isSaid)
    {
        if (load.Allow is not null && !isSaid && problem.Faults is [("/days", _)])
        {
            var again = await Send(desk, load, body, isPreview: true, isAllowed: false, StringValues.Empty);
            if (again.IsGood)
                return Page(desk, load, text, own: sayIt, tag: again.Tag, preview: load.Preview(again));
        }
        return Page(desk, load, text, problem: problem, lines: body.Lines);
    }

    private static IResult NotYours(DeskRequest desk, Load load) => FailedPage.Of(desk, StatusCodes.Status403Forbidden, load.Title, desk.In(notYours));

    private static async Task<(string Text, Phrase? Fault)> Text(IFormCollection posted, CancellationToken cancellation)
    {
        if (posted.Files["file"] is not { Length: > 0 } file)
            return posted["text"].ToString() is { } typed && typed.Trim().Length > 0 ? (typed, null) : ("", empty);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellation);
        try
        {
            return (strict.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimStart('\uFEFF'), null);
        }
        catch (DecoderFallbackException)
        {
            return ("", notUtf8);
        }
    }

    private static Task<ApiAnswer> Send(DeskRequest desk, Load load, LoadBody body, bool isPreview, bool isAllowed, StringValues tag)
    {
        var target = isPreview ? $"{load.Target}?dryRun=true" : isAllowed ? $"{load.Target}?allowMissingHolidays=true" : load.Target;
        return desk.Context.RequestServices.GetRequiredService<ApiDoor>().Ask(desk.Context, new ApiRequest(load.Method, target, desk.Language)
        {
            Body = Encoding.UTF8.GetBytes(body.Text),
            ContentType = load.ContentType,
            Headers = !isPreview && tag.Count > 0 ? [("If-Match", tag)] : [],
        });
    }

    private static ApiProblem Unreadable(DeskRequest desk, LoadBody body) => new(
        StatusCodes.Status400BadRequest, "", desk.In(new("These lines cannot be read.", "Эти строки не удалось прочитать.")), null,
        [.. body.Faults.Select(fault => ($"/lines/{fault.Line}", desk.In(fault.Fault)))], null);

    private static IResult Page(
        DeskRequest desk, Load load, string text, ApiProblem? problem = null, Phrase? own = null, string? tag = null, LoadPreview? preview = null, ImmutableArray<int> lines = default) =>
        desk.Page<LoadPage>(
            problem?.Status ?? (own is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest),
            (nameof(LoadPage.Load), load), (nameof(LoadPage.Text), text), (nameof(LoadPage.Problem), problem), (nameof(LoadPage.Fault), own), (nameof(LoadPage.Tag), tag),
            (nameof(LoadPage.Preview), preview), (nameof(LoadPage.Lines), lines.IsDefault ? [] : lines));
}
