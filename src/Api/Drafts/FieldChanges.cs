namespace RmsOrleans.Api.Drafts;

/// <summary>
/// How one field differs. <paramref name="Pointer"/> says where it stands now, or, if it was removed, where it stood;
/// <paramref name="PointerBefore"/> where it stood before, if that was elsewhere.
/// </summary>
public sealed record FieldChange(string Pointer, FieldChangeKind Kind, JsonElement? Before, JsonElement? After, string? PointerBefore = null);

public enum FieldChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>The differences of two documents, field by field. Items of a list are matched by what they are, not by where they stand.</summary>
internal static class FieldChanges
{
    public static ImmutableArray<FieldChange> Between(JsonElement before, JsonElement after)
    {
        var changes = ImmutableArray.CreateBuilder<FieldChange>();
        Compare(before, after, "", "", "", changes);
        return changes.ToImmutable();
    }

    private static void Compare(
        JsonElement before, JsonElement after, string name, string at, string atBefore, ImmutableArray<FieldChange>.Builder changes)
    {
        if (JsonElement.DeepEquals(before, after))
            return;

        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
            CompareMembers(before, after, at, atBefore, changes);
        else if (before.ValueKind == JsonValueKind.Array && after.ValueKind == JsonValueKind.Array)
            CompareItems([.. before.EnumerateArray()], [.. after.EnumerateArray()], name, at, atBefore, changes);
        else
            changes.Add(new FieldChange(at, FieldChangeKind.Changed, before, after, at == atBefore ? null : atBefore));
    }

    private static void CompareMembers(JsonElement before, JsonElement after, string at, string atBefore, ImmutableArray<FieldChange>.Builder changes)
    {
        foreach (var member in after.EnumerateObject())
        {
            if (before.TryGetProperty(member.Name, out var old))
                Compare(old, member.Value, member.Name, $"{at}/{member.Name}", $"{atBefore}/{member.Name}", changes);
            else
                changes.Add(new FieldChange($"{at}/{member.Name}", FieldChangeKind.Added, null, member.Value));
        }
        foreach (var member in before.EnumerateObject())
        {
            if (!after.TryGetProperty(member.Name, out _))
                changes.Add(new FieldChange($"{atBefore}/{member.Name}", FieldChangeKind.Removed, member.Value, null));
        }
    }

    private static void CompareItems(
        JsonElement[] before, JsonElement[] after, string name, string at, string atBefore, ImmutableArray<FieldChange>.Builder changes)
    {
        var partners = ItemMatching.Partners(name, before, after);
        for (var i = 0; i < after.Length; i++)
        {
            if (partners[i] is { } partner)
                Compare(before[partner], after[i], name, $"{at}/{i}", $"{atBefore}/{partner}", changes);
            else
                changes.Add(new FieldChange($"{at}/{i}", FieldChangeKind.Added, null, after[i]));
        }
        for (var i = 0; i < before.Length; i++)
        {
            if (!partners.Contains(i))
                changes.Add(new FieldChange($"{atBefore}/{i}", FieldChangeKind.Removed, before[i], null));
        }
    }
}
