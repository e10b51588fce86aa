using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Profiles;

/// <summary>What the coordinator of the FCS does with a profile, on a decision.</summary>
internal sealed class ProfileCommandEndpoints(IGrainFactory grains, ProfileQueries queries, CommandBodies bodies)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var mapping = new Mapping(routes, routes.ServiceProvider.GetRequiredService<ProfileCommandEndpoints>());
        foreach (var row in ProfileCommandTable.All.Steps)
            row.Accept(mapping);
    }

    private async Task<IResult> Execute<T>(HttpContext context) where T : ProfileCommand
    {
        if (!context.Request.TryReadNumber(out var number)
            || await queries.Find(number, context.Actor(), context.RequestAborted) is not { } profile)
            return ProfileEndpoints.NoSuchProfile;
        if (CommandHeaders.Read(context.Request, out var headers) is { } fault)
            return fault;
        var (isDry, key, seen) = headers;

        var (command, problem) = await bodies.ReadOfProfile<T>(context);
        if (command is null)
            return problem!;

        var conditions = new RequestConditions(seen.LineFor(profile.LastLine), RequestKeys.Of(key, command));
        var grain = grains.Profile(profile.Id);
        return isDry
            ? AnswerTried(await grain.Try(command, context.Actor(), conditions))
            : Answer(context, await grain.Execute(command, context.Actor(), conditions));
    }

    private static IResult Answer(HttpContext context, Outcome<ProfileReceipt> outcome)
    {
        if (outcome.IsRefused)
            return new RefusalAnswer(outcome.Refusal, outcome.Account);

        context.Response.Tag(outcome.Value.Line);
        return Answers.Ok(Response(outcome.Value), ProfileResponseJson.Default.ProfileReceiptResponse);
    }

    /// <summary>How the profile would stand. Nothing of it is stored, so there is no tag.</summary>
    private static IResult AnswerTried(Outcome<ProfileReceipt> outcome) => outcome.IsRefused
        ? new RefusalAnswer(outcome.Refusal)
        : Answers.Ok(Response(outcome.Value) with { Repeated = outcome.Value.Repeated ? true : null }, ProfileResponseJson.Default.ProfileReceiptResponse);

    private static ProfileReceiptResponse Response(ProfileReceipt receipt) =>
        new(receipt.Number, receipt.Version, receipt.Status, receipt.ValidFrom, receipt.ValidTo);

    /// <summary>A route for each row.</summary>
    private sealed class Mapping(IEndpointRouteBuilder routes, ProfileCommandEndpoints endpoints) : ICommandVisitor<ProfileCommand>
    {
        public void Visit<T>(CommandRow<ProfileCommand, T> row) where T : ProfileCommand =>
            routes.Map(HttpMethods.Post, $"/profiles/{{number}}/{row.Route}", endpoints.Execute<T>).Described(ProfileDocuments.Command(row));
    }
}
