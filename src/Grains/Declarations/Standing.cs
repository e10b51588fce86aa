namespace RmsOrleans.Grains.Declarations;

/// <summary>Something that a declaration must not go on past.</summary>
/// <param name="Code">By a name that never changes its meaning: <c>undecided-hit</c>, <c>measure-due</c>, <c>closed</c>.</param>
public sealed record Standing(string Code, Phrase Detail, int? Hit = null, int? Measure = null)
{
    /// <summary>What stands against going on: hits of the present version that wait for an official, obligatory measures without an entry, and the end of it all.</summary>
    public static ImmutableArray<Standing> Against(Control? control)
    {
        if (control is null)
            return [];
        if (control.End is { } end)
        {
            return [new("closed", end switch
            {
                ControlEnd.Withdrawn => new("The declaration was withdrawn.", "Декларация отозвана."),
                ControlEnd.NotLodged => new("The declaration counts as not lodged.", "Декларация считается неподанной."),
            })];
        }
        return
        [
            .. control.Hits.Where(hit => hit.Version == control.Version && hit.Type == HitType.Waiting).Select(hit => new Standing(
                "undecided-hit", new($"Hit {hit.Place} waits for an official to decide.", $"Срабатывание {hit.Place} ожидает решения должностного лица."), hit.Place)),
            .. control.Hits.Where(hit => hit.Version == control.Version).SelectMany(hit => hit.Measures.Where(measure => measure is { IsOpen: true, Obligatory: true }).Select(measure => new Standing(
                "measure-due",
                new($"Measure {measure.Code} of hit {hit.Place} must be applied.", $"Мера {measure.Code} срабатывания {hit.Place} подлежит применению."),
                hit.Place, measure.Place))),
        ];
    }
}
