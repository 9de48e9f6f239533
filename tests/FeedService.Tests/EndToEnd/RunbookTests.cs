// What the runbook tells an operator to copy and paste: it must do what it says.
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class RunbookTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Its_environment_file_says_the_same_to_a_shell_as_to_systemd()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");
        var (lines, printed) = (EnvironmentFile(), "");
        await File.WriteAllLinesAsync(Path.Combine(folder.Path, "env"), lines);
        foreach (var name in lines.Select(line => line.Split('=')[0]))
            printed += await Tool.RunAsync(folder.Path, null, "sh", "-c", $". ./env && echo \"{name}=${name}\"");
        // systemd takes the quotes away, too; without them a shell takes the second word for a command.
        Assert.Equal(string.Concat(lines.Select(line => line.Replace("\"", "", StringComparison.Ordinal) + "\n")), printed);
        Assert.Contains(lines, line => line.Contains(' ', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_unit_gives_the_service_no_more_rights_than_promised()
    {
        Tool.Require("systemd-analyze", "systemd");
        var unit = Path.Combine(Repository.Root, "deploy", "feedservice.service");
        await Tool.RunAsync(folder.Path, null, "systemd-analyze", "security", "--offline=true", "--threshold=20", unit);
        // The control: with one of its walls away it is seen to have more.
        var open = Path.Combine(folder.Path, "feedservice.service");
        await File.WriteAllLinesAsync(open, (await File.ReadAllLinesAsync(unit)).Where(line => !line.StartsWith("CapabilityBoundingSet=", StringComparison.Ordinal)));
        await Assert.ThrowsAnyAsync<Exception>(() => Tool.RunAsync(folder.Path, null, "systemd-analyze", "security", "--offline=true", "--threshold=20", open));
    }

    /// <summary>The lines between the two ENDs.</summary>
    private static string[] EnvironmentFile()
    {
        var runbook = File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "RUNBOOK.md"));
        return [.. runbook.SkipWhile(line => !line.EndsWith("<<'END'", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line != "END")];
    }
}
