using RmsOrleans.Desk.Http;
using RmsOrleans.Desk.Session;

namespace RmsOrleans.Desk.Help;

/// <summary>What there is to know of the desk itself.</summary>
internal static class HelpPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/help", desk => Task.FromResult(desk.Page<HelpPage>()));
        routes.Form("/help/keys", SwitchKeys);
    }

    private static async Task<IResult> SwitchKeys(DeskRequest desk)
    {
        var posted = await desk.Context.Request.ReadFormAsync(desk.Context.RequestAborted);
        LetterKeys.Switch(desk.Context, isOn: posted["keys"] != LetterKeys.Off);
        return DeskRequest.GoTo($"{Places.Prefix}/help");
    }
}
