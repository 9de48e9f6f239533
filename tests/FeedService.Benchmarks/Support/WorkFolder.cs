// A folder for a run's files, gone afterwards unless it is to be looked at.
namespace FeedService.Benchmarks.Support;

internal sealed class WorkFolder(bool keep) : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("feedservice-bench-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (keep)
            Console.Error.WriteLine($"kept: {Path}");
        else
            Directory.Delete(Path, recursive: true);
    }
}
