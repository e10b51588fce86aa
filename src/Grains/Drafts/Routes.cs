namespace RmsOrleans.Grains.Drafts;

/// <summary>The commands by the names that paths and refusals use.</summary>
public static class Routes
{
    public const string Content = "content";
    public const string Signature = "signature";
    public const string Visas = "visas";
    public const string VisaRefusals = "visa-refusals";
    public const string Registration = "registration";
    public const string Discard = "discard";
}
