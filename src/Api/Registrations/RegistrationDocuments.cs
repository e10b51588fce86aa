namespace RmsOrleans.Api.Registrations;

/// <summary>The status of a number.</summary>
internal static class RegistrationDocuments
{
    public static RouteDocument Registration() => new RouteDocument("Registrations", Operation.GetRegistration, "Status by number")
        .Text("Of a draft or a profile: status, dates and deadline only, and the number of what it has become or come from; cheap, and not logged.")
        .Path("number", "The registration number, with dashes.", Examples.NumberInPath)
        .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: Examples.Tag)
        .Answer<RegistrationAnswer>(200, "As it stands.", () => Examples.Registration(Examples.Number), ("ETag", DocumentTexts.Tag), ("Vary", "Authorization"), ("Cache-Control", "private, no-cache"))
        .NotModified()
        .Refuses(Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);
}
