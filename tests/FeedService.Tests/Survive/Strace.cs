// The service under strace: every call on its database's files is seen, and any can be made to fail.
using System.Diagnostics;
using FeedService.Tests.Support;

namespace FeedService.Tests.Survive;

internal static class Strace
{
    /// <summary>Every kind of call that changes a file or makes it durable.</summary>
    public static readonly IReadOnlyList<string> Changing = ["write", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "rename"];

    /// <summary>Every call that writes: which one it is depends on how SQLite was built.</summary>
    public const string Write = "write,pwrite64";

    /// <param name="hook">A statement that weakens every connection, for the controls.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(TestFolder folder, string[] options, string? hook, params string[] args)
    {
        Tool.Require("strace", "strace");
        using var process = Process.Start(Prepare(folder, options, hook, args))!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        // Nothing is left running behind a test that ran out of patience.
        await using var end = patience.Token.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var said = await output + await errors;
        Assert.SkipWhen(said.Contains("ptrace", StringComparison.Ordinal) && said.Contains("Operation not permitted", StringComparison.Ordinal), "strace may trace nothing here");
        return (process.ExitCode, said);
    }

    // Never with --seccomp-bpf: it switches the injection off for the calls it lets through.
    private static ProcessStartInfo Prepare(TestFolder folder, string[] options, string? hook, string[] args)
    {
        string[] line =
        [
            "-f", "-qq", "-P", folder.Database, "-P", folder.Database + "-journal", .. options,
            "dotnet", Path.Combine(AppContext.BaseDirectory, "FeedService.dll"), "--Inbox:Folder=inbox", "--Inbox:SettleSeconds=0", "--PublicUrl=https://feeds.example.org", .. args,
        ];
        var start = new ProcessStartInfo("strace", line) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        if (hook is not null)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(Strace).Assembly.Location;
            start.Environment[StartupHook.Variable] = hook;
        }
        return start;
    }
}
