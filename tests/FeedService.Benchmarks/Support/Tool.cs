// Programs that are run beside the service: sqlite3, wc, nginx, wrk, and the worker.
using System.Diagnostics;

namespace FeedService.Benchmarks.Support;

internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(9);

    /// <summary>Runs it to its end; a failure ends the benchmark.</summary>
    public static async Task<string> RunAsync(string folder, string? input, string name, params string[] args)
    {
        var start = new ProcessStartInfo(name, args) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        using var killing = patience.Token.Register(process.Kill);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{name} ended with {process.ExitCode}: {await errors}");
    }

    public static bool IsThere(string name) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));
}
