using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>Everybody who has to do with a draft, each at an own computer.</summary>
internal sealed class Office(TheBrowser browser, TheProgram program, string language, bool script) : IAsyncDisposable
{
    private readonly Dictionary<string, Person> people = [];

    /// <summary>The computer of an official, who has signed in there by the page for it.</summary>
    public async Task<Person> Of(Actor official)
    {
        if (people.TryGetValue(official.Subject, out var known))
            return known;
        var person = people[official.Subject] = await Person.Arrives(browser, program.ClientOptions.BaseAddress, language, script);
        await person.SignsIn(program.Token(official));
        return person;
    }

    public void HasNoTroubles() => Assert.Empty(people.SelectMany(each => each.Value.Troubles.Seen.Select(seen => $"{each.Key}, {seen}")));

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people.Values)
            await person.DisposeAsync();
    }
}
