// How fast a listing's bytes become entries, whether that is linear in its length, and how far from just counting lines.
using FeedService.Benchmarks.Support;
using FeedService.Listings;

namespace FeedService.Benchmarks.Sections;

internal static class Parsing
{
    private const int Few = 1000;
    private const int Many = 100_000;

    public static async Task RunAsync(Bench bench)
    {
        var few = Sample.Page(Enumerable.Range(0, Few));
        var many = Sample.Page(Enumerable.Range(0, Many));
        var times = Measure.Interleaved(bench.Scale.Rounds, () => ParseTimes(few, Many / Few / 10), () => ParseTimes(many, 1));
        var (fewSpeed, manySpeed) = (few.Length * (Many / Few / 10) / times[0] / 1e6, many.Length / times[1] / 1e6);
        bench.Report.Add("parsing a listing of 100,000 items", $"{manySpeed:0.0} MB/s", $"{fewSpeed:0.0} MB/s at 1,000 items", manySpeed / fewSpeed, ">= 0.80");
        var lines = await LineCountSpeedAsync(bench, many);
        // The other way round, so that the ratio has digits to show.
        bench.Report.Add("wc -l on the same listing", $"{lines:0} MB/s", $"{manySpeed:0.0} MB/s by parsing it", lines / manySpeed);
    }

    private static void ParseTimes(byte[] bytes, int times)
    {
        for (var i = 0; i < times; i++)
            ListingParser.Parse(ListingText.Decode(bytes));
    }

    /// <summary>A hundred files in one call, so that starting the process does not count.</summary>
    private static async Task<double> LineCountSpeedAsync(Bench bench, byte[] bytes)
    {
        const int copies = 100;
        await File.WriteAllBytesAsync(bench.Folder["lines.txt"], bytes);
        var args = Enumerable.Repeat("lines.txt", copies).Prepend("-l").ToArray();
        var times = new List<double>();
        for (var round = 0; round < bench.Scale.Rounds; round++)
            times.Add(Measure.Seconds(() => Tool.RunAsync(bench.Folder.Path, null, "wc", args).GetAwaiter().GetResult()));
        return (double)bytes.Length * copies / Measure.Median(times) / 1e6;
    }
}
