using System.Text.RegularExpressions;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary><c>registers check</c>, as somebody runs it who writes the file of a register.</summary>
public sealed partial class RegistersCheckTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("registers").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact(Timeout = Limits.OneTest)]
    public async Task Takes_the_files_of_the_page()
    {
        var page = await File.ReadAllTextAsync(ApprovedFile.InRepository("docs/registers.md"));
        var blocks = Blocks().Matches(page).Select(block => block.Groups[1].Value).ToArray();

        var least = await Check(blocks[0]);
        var whole = await Check(blocks[1]);

        Assert.Equal((0, "expertise, in force from 2026-07-01: 1 fields, 2 states, 1 steps, 0 terms.\n", ""), (least.ExitCode, least.Output, least.Error));
        Assert.Equal((0, "expertise, in force from 2026-07-01: 12 fields, 5 states, 5 steps, 2 terms.\n", ""), (whole.ExitCode, whole.Output, whole.Error));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Names_every_fault_of_form_and_meaning_at_its_place()
    {
        var run = await Check("""
            {
              "code": "Bad Code", "title": { "ru": "", "en": "x" }, "from": "2026-13-01", "numbering": { "mask": "AAA-N" },
              "fields": [{ "name": "a", "title": { "ru": "я", "en": "e" }, "type": "tekst" }, null], "states": [],
              "registration": { "by": { "roles": ["boss"] } }, "transitions": [{ "route": "x" }], "retentionYears": "five", "extra": 1
            }
            """, "--language", "ru");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.All(run.Error.TrimEnd().Split('\n'), line => Told.LookAt(line[line.IndexOf(' ', StringComparison.Ordinal)..]));
        Assert.Equal(
            [
                "/code", "/extra", "/fields/0/type", "/fields/1", "/from", "/numbering/mask", "/numbering/mask", "/registration/by/roles/0", "/retentionYears", "/states", "/title/ru",
                "/transitions/0/by", "/transitions/0/from", "/transitions/0/title",
            ],
            run.Error.TrimEnd().Split('\n').Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("appeal", "2026-01-01", "/from: An edition begins after the one before it, 2026-01-01.")]
    [InlineData("corruption-notice", "2027-01-01", "/readers: A register with a closed circle that came with the program is not replaced.")]
    public async Task Holds_a_shipped_register_to_its_edition_of_before(string code, string from, string fault)
    {
        var file = await File.ReadAllTextAsync(ApprovedFile.InRepository($"src/Grains/Registers/Kinds/{code}.json"));

        var run = await Check(file.Replace("\"from\": \"2026-01-01\"", $"\"from\": \"{from}\"", StringComparison.Ordinal));

        Assert.Equal((1, $"{fault}\n"), (run.ExitCode, run.Error));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Says_what_is_no_JSON_and_what_is_no_file()
    {
        var broken = await Check("{ \"code\": ");
        var missing = await CommandRun.Of("registers", "check", Path.Combine(folder, "missing.json"));

        Assert.Equal(1, broken.ExitCode);
        Assert.StartsWith("/: ", broken.Error, StringComparison.Ordinal);
        Assert.Equal(2, missing.ExitCode);
        Assert.StartsWith("Not checked: ", missing.Error, StringComparison.Ordinal);
    }

    private async Task<CommandRun> Check(string text, params string[] more)
    {
        var file = Path.Combine(folder, "register.json");
        await File.WriteAllTextAsync(file, text);
        return await CommandRun.Of(["registers", "check", file, .. more]);
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
