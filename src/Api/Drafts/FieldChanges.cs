using RmsOrleans.Grains.Content;

namespace RmsOrleans.Api.Drafts;

/// <summary>
/// How one field differs. <paramref name="Pointer"/> says where it stands now, or, if it was removed, where it stood;
/// <paramref name="PointerBefore"/> where it stood before, if that was elsewhere. A value that is long is cut, and then
/// <paramref name="BeforeLength"/> or <paramref name="AfterLength"/> says how many characters it has: as a text, or as JSON.
/// </summary>
public sealed record FieldChange(
    string Pointer, FieldChangeKind Kind, JsonElement? Before, JsonElement? After, string? PointerBefore = null, int? BeforeLength = null, int? AfterLength = null)
{
    /// <summary>What the field is called, as on printed sheets; where the place in a list matters, the pointer has it.</summary>
    public Phrase? FieldName => ContentNames.At(Pointer);
}

/// <summary>How a field is different.</summary>
public enum FieldChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>
/// The differences of two documents, field by field, found as they are asked for, in a time that grows with the documents. Items of a list are
/// matched by what they are, not by where they stand.
/// </summary>
internal static class FieldChanges
{
    public static IEnumerable<FieldChange> Between(JsonElement before, JsonElement after) => Compare(before, after, "", "", "");

    private static IEnumerable<FieldChange> Compare(JsonElement before, JsonElement after, string name, string at, string atBefore)
    {
        if (JsonElement.DeepEquals(before, after))
            return [];
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
            return CompareMembers(before, after, at, atBefore);
        if (before.ValueKind == JsonValueKind.Array && after.ValueKind == JsonValueKind.Array)
            return CompareItems([.. before.EnumerateArray()], [.. after.EnumerateArray()], name, at, atBefore);
        return [new FieldChange(at, FieldChangeKind.Changed, before, after, at == atBefore ? null : atBefore)];
    }

    private static IEnumerable<FieldChange> CompareMembers(JsonElement before, JsonElement after, string at, string atBefore)
    {
        foreach (var member in after.EnumerateObject())
        {
            if (!before.TryGetProperty(member.Name, out var old))
            {
                yield return new FieldChange($"{at}/{member.Name}", FieldChangeKind.Added, null, member.Value);
                continue;
            }
            foreach (var change in Compare(old, member.Value, member.Name, $"{at}/{member.Name}", $"{atBefore}/{member.Name}"))
                yield return change;
        }
        foreach (var member in before.EnumerateObject())
        {
            if (!after.TryGetProperty(member.Name, out _))
                yield return new FieldChange($"{atBefore}/{member.Name}", FieldChangeKind.Removed, member.Value, null);
        }
    }

    private static IEnumerable<FieldChange> CompareItems(JsonElement[] before, JsonElement[] after, string name, string at, string atBefore)
    {
        var partners = ItemMatching.Partners(name, before, after);
        var isKept = new bool[before.Length];
        for (var i = 0; i < after.Length; i++)
        {
            if (partners[i] is not { } partner)
            {
                yield return new FieldChange($"{at}/{i}", FieldChangeKind.Added, null, after[i]);
                continue;
            }
            isKept[partner] = true;
            foreach (var change in Compare(before[partner], after[i], name, $"{at}/{i}", $"{atBefore}/{partner}"))
                yield return change;
        }
        for (var i = 0; i < before.Length; i++)
        {
            if (!isKept[i])
                yield return new FieldChange($"{atBefore}/{i}", FieldChangeKind.Removed, before[i], null);
        }
    }
}
