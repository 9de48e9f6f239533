// What is fast, against what. One command, one table of ratios; see RESULTS.md for how to read it.
using FeedService.Benchmarks;
using FeedService.Benchmarks.Sections;
using FeedService.Benchmarks.Support;

if (args is ["worker", ..])
    return await IngestWorker.RunAsync(args[1..]);

var scale = args.Contains("--full") ? Scale.Full : Scale.Small;
var wanted = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToList();
var report = new Report(scale);
using var folder = new WorkFolder(keep: args.Contains("--keep"));
foreach (var (name, run) in Section.All)
{
    if (wanted.Count == 0 || wanted.Contains(name))
        await run(new Bench(scale, folder, report));
}
report.Print();
return 0;
