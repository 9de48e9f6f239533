// Where the repository lies, from the test's own folder upwards.
namespace FeedService.Tests.Support;

internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Seeds => Path.Combine(Root, "seeds");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "FeedService.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("FeedService.sln is not above the tests."));
}
