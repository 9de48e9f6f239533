// Times: of code in rounds, and of processes as the kernel counts them.
using System.Diagnostics;

namespace FeedService.Benchmarks.Support;

internal static class Measure
{
    /// <summary>Seconds of each, run in turn so that a busy moment of the machine meets all of them; the median of the rounds.</summary>
    public static double[] Interleaved(int rounds, params Action[] runs)
    {
        foreach (var run in runs)
            run();
        var times = runs.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < runs.Length; i++)
                times[i].Add(Seconds(runs[i]));
        }
        return [.. times.Select(Median)];
    }

    public static double Seconds(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Peak resident memory of a process, in megabytes.</summary>
    public static double PeakMegabytes(int processId) => Kilobytes(processId, "VmHWM:") / 1024.0;

    /// <summary>The same of a program that is run to its end, looked at so often that little of the end is missed.</summary>
    public static async Task<(double Megabytes, double Seconds)> PeakOfAsync(WorkFolder folder, string program, params string[] args)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, args) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0.0;
        for (; !process.HasExited; await Task.Delay(20))
            peak = File.Exists($"/proc/{process.Id}/status") && File.ReadAllText($"/proc/{process.Id}/status").Contains("VmHWM", StringComparison.Ordinal) ? PeakMegabytes(process.Id) : peak;
        return process.ExitCode == 0 ? (peak, Stopwatch.GetElapsedTime(start).TotalSeconds) : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}{await errors}");
    }

    public static double ResidentMegabytes(int processId) => Kilobytes(processId, "VmRSS:") / 1024.0;

    /// <summary>CPU seconds of the processes started here that have ended (proc(5): cutime and cstime, in hundredths).</summary>
    public static double CpuSecondsOfChildren()
    {
        var fields = File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ');
        return (long.Parse(fields[13]) + long.Parse(fields[14])) / 100.0;
    }

    private static long Kilobytes(int processId, string field) =>
        long.Parse(File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
}
