using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

public sealed partial class StartTests : IDisposable
{
    private readonly Site site = Site.OnSqlite;

    public void Dispose() => site.Dispose();

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_line_it_prints_works_as_pasted()
    {
        await using var program = await site.Start();
        var line = program.Output.Split('\n').SkipWhile(text => !text.StartsWith("curl ", StringComparison.Ordinal)).First();

        var answer = await CommandRun.Of(new ProcessStartInfo("bash", ["-c", line]));

        Assert.Contains("201 Created", answer.Output, StringComparison.Ordinal);
        Assert.Matches(NumberOfBaltic(), answer.Output);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_second_program_on_the_same_folder_is_refused_in_one_line()
    {
        await using var first = await site.Start();

        await using var second = await RunningProgram.RunToTheEnd(site.Folder);

        AssertRefusedInOneLine(second, "Another program works on the data folder");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_setting_out_of_range_is_refused_by_name()
    {
        await using var program = await RunningProgram.RunToTheEnd(site.Folder, "--Numbering:DraftAuthorityDigits", "9");

        Assert.Equal(1, program.ExitCode);
        Assert.Contains("DraftAuthorityDigits", program.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("--Numbering:DraftAuthorityDigits", "abc", "Numbering:DraftAuthorityDigits")]
    [InlineData("--Deadlines:Consideration:Unit", "Weeks", "Deadlines:Consideration:Unit")]
    [InlineData("--Storage:Postgres", "garbage", "Storage:Postgres")]
    [InlineData("--urls", "nonsense", "nonsense")]
    [InlineData("--Authentication:KeyFile", "/no/such/folder/token-key", "/no/such/folder/token-key")]
    [InlineData("--Numbering:DraftAuthorityDigit", "6", "Numbering:DraftAuthorityDigit ")]
    [InlineData("--Deadlines:Consideration:Units", "Hours", "Deadlines:Consideration:Units")]
    [InlineData("--data", "--Storage:SqliteCacheMegabytes=8", "--data")]
    [InlineData("serve", "--Storage:SqliteCacheMegabytes=8", "serve")]
    [InlineData("--urls", "http://127.0.0.1:99999", "99999")]
    [InlineData("--urls", "http://192.0.2.1:5080", "http://192.0.2.1:5080")]
    [InlineData("--data", "", "Data:Folder is empty")]
    [InlineData("--data", "/etc/passwd", "/etc/passwd")]
    [InlineData("--data", "/proc/rms", "/proc/rms")]
    [InlineData("--Numberin:DraftAuthorityDigits", "6", "did you mean Numbering?")]
    [InlineData("--Weather:Tomorrow", "fine", "Weather is not a setting; there are Numbering, ")]
    [InlineData("--Kestrel:Limits:MaxConcurrentConnections", "5", "Kestrel:Limits")]
    [InlineData("--Secrets:Folder", "/no/such/folder", "/no/such/folder")]
    [InlineData("--Edge:Proxies", "10.0.0.5, everybody", "Edge:Proxies")]
    [InlineData("--ForwardedHeaders_Enabled", "true", "Edge:Proxies")]
    public async Task A_setting_that_cannot_be_used_is_refused_in_one_line(string option, string value, string named)
    {
        await using var program = await RunningProgram.RunToTheEnd(site.Folder, option, value);

        AssertRefusedInOneLine(program, named);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_port_in_use_is_refused_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://{other.LocalEndpoint}";

        await using var program = await RunningProgram.RunToTheEnd(site.Folder, "--urls", url);

        AssertRefusedInOneLine(program, url);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_file_that_is_no_database_is_refused_in_one_line()
    {
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "rms.db"), string.Concat(Enumerable.Repeat("no database ", 1000)));

        await using var program = await RunningProgram.RunToTheEnd(site.Folder);

        AssertRefusedInOneLine(program, site.Folder);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_folder_whose_files_cannot_be_opened_is_refused_in_one_line()
    {
        Directory.CreateDirectory(Path.Combine(site.Folder, "lock"));

        await using var program = await RunningProgram.RunToTheEnd(site.Folder);

        AssertRefusedInOneLine(program, site.Folder);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_damaged_token_key_is_refused_in_one_line()
    {
        var key = Path.Combine(site.Folder, "token-key");
        new Credentials(new AuthorityCode("10216000"), null, Role.Author).Token(site.Folder);
        await File.WriteAllTextAsync(key, "");

        await using var program = await RunningProgram.RunToTheEnd(site.Folder);

        AssertRefusedInOneLine(program, key);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_token_command_works_while_the_program_runs()
    {
        await using var program = await site.Start();

        var token = await CommandRun.Of(
            "token", "--authority", "10216000", "--role", "coordinator", "--role", "author", "--name", "N. Volkov", "--data", site.Folder);

        using var http = new HttpClient { BaseAddress = program.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token.Output.Trim());
        using var answer = await http.GetAsync("/api/v1/drafts");
        Assert.True(answer.IsSuccessStatusCode);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_it_keeps_is_for_its_user_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Path.Combine(site.Folder, "new");
        await CommandRun.Of("token", "--authority", "10216000", "--role", "author", "--name", "A. B.", "--data", folder, "--allow-empty");
        Assert.Equal("700", Mode(folder));

        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        await using var program = await RunningProgram.Start(folder);

        Assert.Equal(["lock", "rms.db", "rms.db-shm", "rms.db-wal", "search.db", "search.db-shm", "search.db-wal", "selection-key", "token-key"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        foreach (var file in Directory.GetFiles(folder))
            Assert.Equal($"{file} 600", $"{file} {Mode(file)}");
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("--role", "emperor")]
    [InlineData("--authority", "99")]
    [InlineData("--hours", "13")]
    [InlineData("--hours", "abc")]
    public async Task The_token_command_names_what_is_wrong(string option, string value)
    {
        string[] permission = ["--authority", "10216000", "--role", "author", "--name", "A. B.", "--data", site.Folder];

        var refused = await CommandRun.Of(["token", .. permission, option, value]);

        Assert.Contains(option, refused.Error, StringComparison.Ordinal);
        Assert.EndsWith("See: token --help\n", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(site.Folder, "token-key")));
    }

    private static void AssertRefusedInOneLine(RunningProgram program, string named)
    {
        Assert.Equal(1, program.ExitCode);
        var line = Assert.Single(program.Output.Split('\n'), line => line.StartsWith("RmsOrleans did not start: ", StringComparison.Ordinal));
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
    }

    [UnsupportedOSPlatform("windows")]
    private static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);

    [GeneratedRegex("\"number\":\"00/10216/[0-9]{8}/00001\"")]
    private static partial Regex NumberOfBaltic();
}
