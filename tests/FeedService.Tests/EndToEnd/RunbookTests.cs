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

    [Fact]
    public async Task Its_command_runs_as_the_services_user_in_its_folder_with_its_configuration()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");
        var script = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "feedservice"))).Replace("/var/lib/feedservice", folder.Path, StringComparison.Ordinal)
            .Replace("/etc/feedservice.env", $"{folder.Path}/env", StringComparison.Ordinal).Replace("/opt/feedservice/FeedService", $"{folder.Path}/FeedService", StringComparison.Ordinal)
            .Replace("exec runuser", $"exec {folder.Path}/runuser", StringComparison.Ordinal);
        await WriteScriptAsync("feedservice", script);
        await WriteScriptAsync("runuser", "#!/bin/sh\necho \"as $2\"; shift 3; exec \"$@\"\n");
        await WriteScriptAsync("FeedService", "#!/bin/sh\necho \"$* in $(pwd): $PublicUrl, $Site__Title, $Inbox__Folder\"\n");
        await File.WriteAllLinesAsync(Path.Combine(folder.Path, "env"), EnvironmentFile());
        Assert.Equal(
            $"as feedservice\nbackup a file.db in {folder.Path}: https://feeds.example.org, Example Site, {folder.Path}/inbox\n",
            await Tool.RunAsync("/", null, Path.Combine(folder.Path, "feedservice"), "backup", "a file.db"));
    }

    private async Task WriteScriptAsync(string name, string text)
    {
        var file = Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(file, text);
        await Tool.RunAsync(folder.Path, null, "chmod", "700", file);
    }

    /// <summary>The lines between the two ENDs.</summary>
    private static string[] EnvironmentFile()
    {
        var runbook = File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "RUNBOOK.md"));
        return [.. runbook.SkipWhile(line => !line.EndsWith("<<'END'", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line != "END")];
    }
}
