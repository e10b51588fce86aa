using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Print;

[Collection(OneProgram.Name)]
public sealed class ProfilePrintTests(TheProgram program)
{
    [Fact]
    public async Task Has_the_latest_version_with_its_note_and_the_journal()
    {
        var path = await AProfile.Adopted(program);
        await program.As(Ceramics.FcsCoordinator).Post($"{path}/update", AProfile.Update("Prices <b>have</b> moved.", validTo: "2027-10-31")).Body(HttpStatusCode.OK);

        var page = await PrintedPage.Read(program.As(Ceramics.Author), $"{path}/print");

        Assert.Equal(["Risk profile", "Explanatory note", "What was changed", "Extract of the journal"], page.Sheets);
        Assert.Contains(page.Rows("What was changed"), row => row is ["Last day of validity", _, "31.10.2027"]);
        Assert.Contains("version 2", page.Sheet("Risk profile"), StringComparison.Ordinal);
        Assert.Contains("Prices <b>have</b> moved.", page.Sheet("Risk profile"), StringComparison.Ordinal);
        Assert.Equal(["1", "2"], page.Rows("Extract of the journal").Select(row => row[0]));
        Assert.Contains("Prices <b>have</b> moved.", page.Rows("Extract of the journal")[1][2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annexes_what_was_changed_to_the_act_and_has_none_of_a_first_version()
    {
        var path = await AProfile.Adopted(program);
        var first = await PrintedPage.Read(program.As(Ceramics.Author), $"{path}/print?language=ru");
        Assert.DoesNotContain("Перечень изменений", first.Sheets);
        await program.As(Ceramics.FcsCoordinator).Post($"{path}/update", AProfile.Update(validTo: "2027-10-31")).Body(HttpStatusCode.OK);

        var page = await PrintedPage.Read(program.As(Ceramics.Author), $"{path}/print?part=Act&language=ru");

        Assert.Equal(["Правовой акт о доведении профиля риска", "Профиль риска", "Перечень изменений"], page.Sheets);
        Assert.Contains(page.Rows("Перечень изменений"), row => row is ["Последний день действия", _, "31.10.2027"]);
    }

    [Fact]
    public async Task Shows_a_cancellation_in_russian()
    {
        var path = await AProfile.Adopted(program);
        await program.As(Ceramics.FcsCoordinator).Post($"{path}/cancellation", AProfile.Cancellation("2026-11-21")).Body(HttpStatusCode.OK);

        var profile = (await PrintedPage.Read(program.As(Ceramics.Author), $"{path}/print?language=ru")).Sheet("Профиль риска");

        Assert.Contains("СтатусОтменён", profile, StringComparison.Ordinal);
        Assert.Contains("№ 14-88/17, 21.11.2026. The risk has gone.", profile, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_annexed_to_the_form_of_the_legal_act_that_communicates_it()
    {
        var path = await AProfile.Adopted(program);

        var page = await PrintedPage.Read(program.As(Ceramics.Author), $"{path}/print?part=Act&language=ru");

        Assert.Equal(["Правовой акт о доведении профиля риска", "Профиль риска"], page.Sheets);
        var act = page.Sheet("Правовой акт о доведении профиля риска");
        Assert.Contains("Дата«____»", act, StringComparison.Ordinal);
        Assert.Contains("Номер____", act, StringComparison.Ordinal);
        Assert.Contains("Профиль риска № ", act, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_refused_like_the_profile_itself()
    {
        var path = await AProfile.Adopted(program);

        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.OfVladivostok).GetAsync($"{path}/print")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.As(null).GetAsync($"{path}/print")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.As(Ceramics.Author).GetAsync($"{path}/print?part=Draft")).StatusCode);
    }
}
