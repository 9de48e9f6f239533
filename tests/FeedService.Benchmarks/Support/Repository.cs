// Where the sources are.
namespace FeedService.Benchmarks.Support;

internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "FeedService.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
