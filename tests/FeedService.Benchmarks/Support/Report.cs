// Collects figures and prints them as a table: what was measured, the yardstick beside it, the ratio, the goal.
using System.Globalization;
using System.Runtime.InteropServices;

namespace FeedService.Benchmarks.Support;

internal sealed class Report(Scale scale)
{
    private readonly List<Line> lines = [];

    /// <param name="goal">Such as "&gt;= 0.40"; empty where there is none.</param>
    public void Add(string what, string measured, string yardstick, double ratio, string goal = "")
    {
        lines.Add(new Line(what, measured, yardstick, ratio.ToString("0.00", CultureInfo.InvariantCulture), goal));
        Console.Error.WriteLine($"  {what}: {measured} ({yardstick}) {ratio:0.00} {goal}");
    }

    /// <summary>A section that cannot run here.</summary>
    public void Skip(string section, string reason)
    {
        lines.Add(new Line(section, "skipped", reason, "", ""));
        Console.Error.WriteLine($"  {section}: skipped: {reason}");
    }

    public void Print()
    {
        Console.WriteLine($"{DateTime.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()):yyyy-MM-dd}, {scale.Name}, {Environment.ProcessorCount} cores, {Processor()}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
        Console.WriteLine();
        Console.WriteLine("| what | measured | yardstick | ratio | goal |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var line in lines)
            Console.WriteLine($"| {line.What} | {line.Measured} | {line.Yardstick} | {line.Ratio} | {line.Goal} |");
    }

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";

    private sealed record Line(string What, string Measured, string Yardstick, string Ratio, string Goal);
}
