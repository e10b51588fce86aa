namespace RmsOrleans.Api.Tokens;

/// <summary>Lets in to what a caller's roles alone decide on; what is about a draft, a profile or an authority is asked where that is known.</summary>
internal static class Admission
{
    public static Func<HttpContext, Task<IResult>> To(Operation operation, Func<HttpContext, Task<IResult>> handle)
    {
        var permission = PermissionTable.Of(operation);
        return async context => permission.Refuse(context.Actor()) is { } refusal ? new RefusalAnswer(refusal) : await handle(context);
    }
}
