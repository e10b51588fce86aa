using System.Text;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Reference;

/// <summary>The classifiers, and loads of those that can be loaded.</summary>
internal static class ClassifierPages
{
    private const string Path = $"{ReferencePages.Path}/classifiers";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/reference/classifiers/kind-codes", desk => ShowOnADay(desk, "kind-codes"));
        routes.Page("/reference/classifiers/measures", desk => ShowOnADay(desk, "measures"));
        routes.Page("/reference/classifiers/fields", async desk => desk.Page<FieldsPage>((nameof(FieldsPage.Fields), await desk.Get("/classifiers/fields", DeskJson.Default.FieldList))));
        routes.Page("/reference/classifiers/countries", async desk => desk.Page<CountriesPage>((nameof(CountriesPage.Countries), await desk.Get("/classifiers/countries", DeskJson.Default.CountryList))));
        routes.Page("/reference/classifiers/capacity", async desk => desk.Page<CapacityPage>(
            (nameof(CapacityPage.Of), await desk.Get("/capacity", DeskJson.Default.CapacityList)),
            (nameof(CapacityPage.Loaded), Loaded(desk))));
        routes.Page("/reference/classifiers/{name}/file", desk => desk.Download($"/classifiers/{Uri.EscapeDataString(desk.Path("name"))}", $"{desk.Path("name")}.csv"));
        routes.Page("/reference/classifiers/{name}/load", async desk => Loading.Show(desk, await Load(desk)));
        routes.Form("/reference/classifiers/{name}/load", async desk => await Loading.Post(desk, await Load(desk)));
    }

    private static async Task<IResult> ShowOnADay(DeskRequest desk, string name)
    {
        var typed = desk.Query("on")?.Trim();
        var on = typed is null ? "" : $"?on={Uri.EscapeDataString(ValueText.Read(ValueKind.Day, typed, desk.Viewer!.Zone).Value?.GetValue<string>() ?? typed)}";
        var answer = await desk.Ask(HttpMethods.Get, $"/classifiers/{name}/items{on}");
        var isKinds = name == "kind-codes";
        return desk.Page<ClassifierPage>(
            answer.Status, (nameof(ClassifierPage.Name), name), (nameof(ClassifierPage.On), typed), (nameof(ClassifierPage.IsFaulty), !answer.IsGood),
            (nameof(ClassifierPage.KindCodes), answer.IsGood && isKinds ? answer.Read(DeskJson.Default.KindCodeList) : null),
            (nameof(ClassifierPage.Measures), answer.IsGood && !isKinds ? answer.Read(DeskJson.Default.MeasureList) : null),
            (nameof(ClassifierPage.Loaded), Loaded(desk)));
    }

    /// <summary>How many rows a load has just added and removed, as the address says that it leads to; null where there was none.</summary>
    public static (long Added, long Removed)? Loaded(DeskRequest desk) => desk.Number("added") is { } added ? (added, desk.Number("removed") ?? 0) : null;

    private static async Task<Load> Load(DeskRequest desk)
    {
        var name = Uri.EscapeDataString(desk.Path("name"));
        var text = Encoding.UTF8.GetString((await desk.Get($"/classifiers/{name}")).Body.Span);
        return new(
            $"{desk.In(new("Load a classifier", "Загрузка классификатора"))}: {desk.In(ClassifierWords.Of(desk.Path("name")))}",
            desk.In(new(
                "CSV in UTF-8, as it stands below. The lines take the place of all that the classifier had; what was numbered and agreed before stays.",
                "CSV в кодировке UTF-8, как показано ниже. Строки заменяют весь классификатор; ранее присвоенные номера и согласованное сохраняются.")),
            text, HttpMethods.Post, $"/classifiers/{name}/import", "text/csv", $"{Path}/{name}")
        {
            Needs = "loadClassifier",
            Preview = answer => new(Classifier: answer.Read(DeskJson.Default.ClassifierLoadResponse)),
            Done = answer => answer.Read(DeskJson.Default.ClassifierLoadResponse) is var done ? $"added={done.Added.Length}&removed={done.Removed.Length}" : "",
        };
    }
}

/// <summary>What people call a classifier, by the name that its address has.</summary>
internal static class ClassifierWords
{
    public static Phrase Of(string name) => name switch
    {
        "kind-codes" => new("Codes of kinds of profiles", "Коды видов профилей"),
        "measures" => new("Direct measures", "Прямые меры по минимизации рисков"),
        "risk-areas" => new("Risk areas", "Области риска"),
        "risk-area-duties" => new("Risk areas by authority", "Области риска по таможенным органам"),
        "capacity" => new("Inspections that authorities can carry out", "Пропускная способность таможенных органов по досмотру"),
        "fields" => new("Fields of a declaration, for indicators", "Поля декларации для индикаторов"),
        "countries" => new("Countries", "Страны"),
        _ => Phrase.Same(name),
    };
}
