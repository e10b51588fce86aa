using System.Text.Json.Nodes;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Classifiers;

/// <summary>The classifiers that are loaded at run time.</summary>
internal static class ClassifierDocuments
{
    private const string TheTag = "The revision of the classifiers.";
    private const string Name = "kind-codes, measures, risk-areas, risk-area-duties or capacity.";
    private const string Tag = "\"0\"";
    private const string KindCodes = "code,kind,territory,valid_from,valid_to\n11,Regular,AllRussian,2011-01-01,\n20,Urgent,,2011-01-01,2026-12-31\n21,Urgent,,2027-01-01,\n";

    public static RouteDocument List() => Read(Operation.ListClassifiers, "The classifiers, and who loaded them")
        .Answer<ClassifierList>(200, "As they stand.", Listed, ("ETag", TheTag), ("Vary", EntityTags.Vary), ("Cache-Control", "private, no-cache"))
        .NotModified()
        .Refuses(Refusals.Unauthenticated);

    public static RouteDocument Find() => Read(Operation.GetClassifier, "A classifier as a file")
        .Text("CSV in UTF-8, as a load takes it. Rows hold from `valid_from` to `valid_to`, both included; an empty `territory` stands for every territory.")
        .Path("name", Name, "kind-codes", form: ParameterForm.OneOf([.. Enum.GetValues<ClassifierName>().Select(ClassifierNames.InPath)]))
        .TextAnswer(200, ContentTypes.Csv, "Its rows. The ETag is the revision of the classifiers.", KindCodes)
        .NotModified()
        .Refuses(Refusals.Unauthenticated, ClassifierNames.Unknown);

    public static RouteDocument Load() => new RouteDocument("Classifiers", Operation.LoadClassifier, "Load a classifier")
        .Text(
            "The rows sent take the place of all that the classifier had; all of them or none, and every faulty line is named. First "
            + "see with `dryRun=true` what would change; its ETag is the If-Match of the load. Numbers that were given stay, and so does what was "
            + "agreed; what is decided from then on goes by the new rows. Kind codes must leave no kind, territory and day to come without a code.")
        .Path("name", Name, "kind-codes", form: ParameterForm.OneOf([.. Enum.GetValues<ClassifierName>().Select(ClassifierNames.InPath)]))
        .Query("dryRun", "true: only say what would change.", "true", form: ParameterForm.Flag)
        .Header("If-Match", "The ETag of the classifiers as you saw them; a dry run needs none.", example: Tag)
        .TextBody(
            ContentTypes.Csv, "UTF-8, with the header code,kind,territory,valid_from,valid_to (kind-codes), code,name,inspection,valid_from,valid_to,note (measures), "
            + "code,title_ru,title_en,type,fiscal,description,decision,valid_from,valid_to,review (risk-areas), area,authority,by (risk-area-duties) or authority,from,to,inspections (capacity).", KindCodes)
        .Answer<ClassifierLoadResponse>(200, "Loaded, or what a load would do.", Loaded, ("ETag", TheTag))
        .Refuses(
            Refusals.BadInput("/lines/3", "A kind code has two digits."), Refusals.Unauthenticated, Refusals.NotFor("This needs the role operator."),
            ClassifierNames.Unknown,
            Refusals.Refused(RefusalReason.Stale, "The classifiers have changed: you saw revision 0, and they have 1. Look again at what would change."),
            RequestBody.TooLarge, Problems.UnsupportedMediaType(ContentTypes.Csv), ClassifierLoadEndpoints.Needed, Refusals.Away);

    private static RouteDocument Read(Operation operation, string summary) => new RouteDocument("Classifiers", operation, summary)
        .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: Tag);

    private static JsonNode Listed() => JsonNode.Parse(
        """
        {
          "revision": 1,
          "items": [
            { "name": "kind-codes", "rows": 8, "revision": 1, "loadedAt": "2026-11-21T12:04:31.512+03:00", "loadedBy": "O. P. Sorokin" },
            { "name": "measures", "rows": 9, "revision": 0 }
          ]
        }
        """)!;

    private static JsonNode Loaded() => JsonNode.Parse(
        """
        {
          "name": "kind-codes", "revision": 1, "applied": true,
          "added": [ "20,Urgent,,2011-01-01,2026-12-31", "21,Urgent,,2027-01-01," ], "removed": [ "20,Urgent,,2011-01-01," ]
        }
        """)!;
}
