using RmsOrleans.Api.Authorities;
using RmsOrleans.Api.Health;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.Registrations;
using RmsOrleans.Api.Sequences;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Api.OpenApi;

/// <summary>Registrations, sequences, authorities and health.</summary>
internal static class RegisterDocuments
{
    public static RouteDocument Registration() => new RouteDocument("Registrations", Operation.GetRegistration, "Status by number")
        .Text("Of a draft or a profile: status, dates and deadline only, and the number of what it has become or come from; cheap, and not logged.")
        .Path("number", "The registration number, with dashes.", Examples.NumberInPath)
        .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: Examples.Tag)
        .Answer<RegistrationAnswer>(200, "As it stands.", () => Examples.Registration(Examples.Number), ("ETag", DocumentTexts.Tag), ("Vary", "Authorization"), ("Cache-Control", "private, no-cache"))
        .NotModified()
        .Refuses(Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);

    public static RouteDocument Sequences() => new RouteDocument("Sequences", Operation.ListSequences, "The numbering sequences")
        .Answer<SequenceList>(200, "How far each has come.", Examples.Sequences)
        .Refuses(Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Certificate() => new RouteDocument("Sequences", Operation.GetCertificate, "The register certificate of a sequence")
        .Text(
            "First, last and count of its registrations, missing and repeated serials (a hundred of each are listed, all are counted), the head of "
            + "the chain, and whether the chain computed again agrees. It reads the whole register of the sequence.")
        .Path("key", "The sequence.", "00-10216")
        .Answer<CertificateAnswer>(200, "The certificate.", Examples.Certificate)
        .Refuses(Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);

    public static RouteDocument Authorities() => new RouteDocument("Authorities", Operation.ListAuthorities, "All customs authorities")
        .Answer<AuthorityList>(200, "In the order of their codes.", Examples.Authorities)
        .Refuses(Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Authority() => new RouteDocument("Authorities", Operation.GetAuthority, "One customs authority")
        .Path("code", "Its eight digits.", "10216000")
        .Answer<AuthorityAnswer>(200, "The authority.", Examples.Authority)
        .Refuses(Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);

    public static RouteDocument Import() => new RouteDocument("Authorities", Operation.ImportAuthorities, "Add and replace authorities")
        .Text("All lines or none; every faulty line is named.")
        .TextBody(ContentTypes.Csv, "UTF-8, with the header code,name,short_name,kind,parent,time_zone.", Examples.AuthorityCsv)
        .Answer<AuthorityImported>(200, "Imported.", Examples.Imported)
        .Refuses(
            Refusals.BadFile, Refusals.Unauthenticated, Problems.Forbidden("This needs the role operator."), RequestBody.TooLarge,
            Problems.UnsupportedMediaType(ContentTypes.Csv), Refusals.Away);

    public static RouteDocument Live() => new RouteDocument("Health", Operation.Live, "The process answers")
        .Answer<LiveAnswer>(200, "It lives.", Examples.Live);

    public static RouteDocument Ready() => new RouteDocument("Health", Operation.Ready, "The program can do its work now")
        .Text("Storage, schema and grains answer, and the program is not on its way out. Reasons name no host, role or file.")
        .Answer<ReadyAnswer>(200, "Everything is well.", Examples.Ready)
        .Refuses(Problems.NotReady(Examples.NotReady));
}
