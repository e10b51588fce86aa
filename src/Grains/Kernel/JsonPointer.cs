namespace RmsOrleans.Grains.Kernel;

/// <summary>
/// A place in an input such as <c>/content/riskArea/indicators/2/values/0</c>, kept in parts: only a fault makes it a JSON pointer, and an
/// input without faults, which is the usual one, costs nothing.
/// </summary>
internal readonly record struct JsonPointer(string Root, string List = "", int Index = -1, string Member = "", int Inner = -1)
{
    /// <summary>A member, or a path of members: <c>/riskArea/description</c>.</summary>
    public JsonPointer Of(string member) => this with { Member = member };

    /// <summary>An item of a list, and below that an item of a list in it.</summary>
    public JsonPointer Of(string list, int index) => Index < 0 ? this with { List = list, Index = index } : this with { Member = list, Inner = index };

    public override string ToString() => (Index, Inner) switch
    {
        ( < 0, _) => $"{Root}{Member}",
        (_, < 0) => $"{Root}{List}/{Index}{Member}",
        _ => $"{Root}{List}/{Index}{Member}/{Inner}",
    };
}
