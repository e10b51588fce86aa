namespace RmsOrleans.Grains.Drafts;

/// <summary>A person to whom something is assigned. <paramref name="Subject"/> is what the person's token says, and what matches.</summary>
public sealed record Official(string Subject, string Name);

/// <summary>A command that the person acting for the holder of an office may give.</summary>
internal interface IActing
{
    bool Acting { get; }
}
