using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Api.Tests.Rights;

/// <summary>What is asked about: its path and tag, and a text by which a list that has it is known.</summary>
internal sealed record Thing(string Path, string Tag = "", string Mark = "")
{
    /// <summary>A trial run of it that is done.</summary>
    public string? Run { get; init; }
}

/// <summary>One operation as it is asked for, with everything right but perhaps the asker.</summary>
/// <param name="About">Makes something that the operation is possible with, or finds it.</param>
/// <param name="Ask">The request, without a token.</param>
internal sealed record Question(Operation Operation, Func<TheProgram, Asker?, Task<Thing>> About, Func<Thing, HttpRequestMessage> Ask)
{
    /// <summary>Whether the draft has its number.</summary>
    public bool IsRegistered { get; init; } = true;

    public Condition Condition { get; init; } = Condition.Always;

    /// <summary>Whether it is about whoever asks, so that nobody stands elsewhere.</summary>
    public bool IsAboutTheCaller { get; init; }

    /// <summary>The route of a draft's step.</summary>
    public string? Route { get; init; }

    public override string ToString() => $"{Operation} {Condition}{(IsRegistered ? "" : ", before registration")}";
}
