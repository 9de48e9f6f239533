// wrk: 64 connections that ask as fast as they are answered, or at a given pace.
using System.Globalization;
using System.Text.RegularExpressions;

namespace FeedService.Benchmarks.Support;

/// <param name="P99">Milliseconds.</param>
internal sealed record Load(long Requests, double Seconds, double P99)
{
    public double PerSecond => Requests / Seconds;
}

internal static partial class Wrk
{
    public const int Connections = 64;

    /// <summary>One thread asks for all of them; the server has the rest of the machine.</summary>
    public static async Task<Load> RunAsync(WorkFolder folder, int seconds, string url, params string[] more)
    {
        var output = await Tool.RunAsync(folder.Path, null, "wrk", ["-t1", $"-c{Connections}", $"-d{seconds}s", "--latency", .. more.TakeWhile(arg => arg != "--"), url, .. more.SkipWhile(arg => arg != "--")]);
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
            throw new InvalidOperationException($"Not every request was answered:\n{output}");
        var total = Total().Match(output);
        var p99 = Percentile().Match(output);
        var unit = p99.Groups[2].Value switch { "us" => 0.001, "s" => 1000, _ => 1 };
        return new Load((long)Number(total.Groups[1]), Number(total.Groups[2]), Number(p99.Groups[1]) * unit);
    }

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+) requests in ([\d.]+)s")]
    private static partial Regex Total();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Percentile();
}
