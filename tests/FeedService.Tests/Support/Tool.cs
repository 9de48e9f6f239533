// A program of the system's that a test needs; without it the test is skipped, with the reason.
using System.Diagnostics;

namespace FeedService.Tests.Support;

internal static class Tool
{
    public static void Require(string name, string package)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));
        Assert.SkipUnless(found, $"{name} is not installed (Debian package {package})");
    }

    /// <summary>Runs it to its end and gives what it printed; a failure is the test's.</summary>
    public static async Task<string> RunAsync(string folder, string? input, string name, params string[] args)
    {
        var start = new ProcessStartInfo(name, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HOME"] = folder, ["TZ"] = "UTC", ["LC_ALL"] = "C.UTF-8" },
        };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, $"{name} ended with {process.ExitCode}: {await errors}{await output}");
        return await output;
    }
}
