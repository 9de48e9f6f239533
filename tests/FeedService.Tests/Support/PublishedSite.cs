// A service with every kind of document, and the folder that publish wrote of it.
using FeedService.Publish.Static;

namespace FeedService.Tests.Support;

/// <summary>Shared by the tests that only look; those that change something have one of their own.</summary>
public sealed class PublishedSite : IAsyncLifetime
{
    internal TestFolder Folder { get; } = new();

    internal TestService Service { get; private set; } = null!;

    internal string Path => System.IO.Path.Combine(Folder.Path, "site");

    /// <summary>Every file of the site itself, without its smaller forms.</summary>
    internal IEnumerable<string> Documents => Directory.GetFiles(Path, "*", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Path, file)).Where(file => !file.StartsWith(".feedservice", StringComparison.Ordinal) && System.IO.Path.GetExtension(file) is not (".gz" or ".br"));

    /// <summary>Stories enough for older pages, and a deeper page that goes into an archive.</summary>
    public async ValueTask InitializeAsync()
    {
        SamplePages.Drop(Folder);
        Folder.Drop("garden/2026-01-01.txt", MadeListing.Of(MadeListing.Down(160, 101)));
        Service = await TestService.StartAsync(Folder);
        await Service.IngestAsync();
        Folder.Drop("garden/2026-01-01-page-2.txt", MadeListing.Of(MadeListing.Down(101, 71)));
        await Service.IngestAsync();
        await PublishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Folder.Dispose();
    }

    internal Task<PublishSummary> PublishAsync() => Service.Get<StaticSite>().WriteAsync(Path, CancellationToken.None);

    /// <summary>The file for an address of ours.</summary>
    internal string FileAt(string path) => System.IO.Path.Combine(Path, new StaticDocument(path.Split('?', '#')[0].Trim('/'), []).File);
}
