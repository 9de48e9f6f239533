// A folder of a test's own, gone when the test is.
namespace FeedService.Tests.Support;

internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("feedservice-").FullName;

    public string Inbox => System.IO.Path.Combine(Path, "inbox");

    public string Database => System.IO.Path.Combine(Path, "data", "feedservice.db");

    /// <summary>Writes a listing into the inbox, last modified at a time long past.</summary>
    public string Drop(string name, string text, DateTimeOffset? modified = null) => Drop(name, System.Text.Encoding.UTF8.GetBytes(text), modified);

    public string Drop(string name, byte[] bytes, DateTimeOffset? modified = null)
    {
        var file = System.IO.Path.Combine(Inbox, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, (modified ?? TestService.Start.AddDays(-1)).UtcDateTime);
        return file;
    }

    public void DropSeeds()
    {
        foreach (var file in Directory.GetFiles(Repository.Seeds, "*.txt", SearchOption.AllDirectories))
            Drop(System.IO.Path.GetRelativePath(Repository.Seeds, file), File.ReadAllBytes(file));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
