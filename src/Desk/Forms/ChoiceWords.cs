using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Desk.Forms;

/// <summary>What the codes of a choice are called.</summary>
internal static class ChoiceWords
{
    /// <param name="path">The field, by the members that lead to it.</param>
    public static Phrase Of(string path, string code) => path[(path.LastIndexOf('/') + 1)..] switch
    {
        "kind" => Member<ProfileKind>(code).InWords(),
        "territory" => Member<Territory>(code).InWords(),
        "mode" => Member<ApplicationMode>(code).InWords(),
        "group" => Member<IndicatorGroup>(code).InWords(),
        "operator" => Member<IndicatorOperator>(code).InWords(),
        "as" => Member<VisaRole>(code).InWords(),
        "reason" => Member<ControlEnd>(code).InWords(),
        "resolution" => Member<Resolution>(code).InWords(),
        _ => throw new InvalidOperationException($"The choices of {path} have no names."),
    };

    private static T Member<T>(string code) where T : struct, Enum
    {
        var at = CommandJson.NamesOf(typeof(T)).ToList().IndexOf(code);
        return at < 0 ? throw new InvalidOperationException($"{code} is no {typeof(T).Name}.") : Enum.GetValues<T>()[at];
    }
}
