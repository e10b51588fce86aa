namespace RmsOrleans.Api.Sequences;

/// <summary>Sequences and their certificates.</summary>
internal static class SequenceDocuments
{
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
}
