// What stands at one address of the site, when files stand in for the service.
namespace FeedService.Publish.Static;

/// <param name="Path">Below the site's base, as in the address, without a slash in front; empty for the home page.</param>
/// <param name="Bytes">As the service answers them.</param>
/// <param name="LastModified">As the service says it; null for what has no such header.</param>
internal sealed record StaticDocument(string Path, byte[] Bytes, DateTimeOffset? LastModified = null)
{
    private const string Index = "index.html";

    /// <summary>
    /// Below the site's folder, with '/'. Pages' addresses have no extension: as the index of a folder of that name every
    /// server finds them, and none has to be told that they are HTML.
    /// </summary>
    public string File => Path switch
    {
        "" => Index,
        _ when Path[(Path.LastIndexOf('/') + 1)..].Contains('.', StringComparison.Ordinal) => Path,
        _ => $"{Path}/{Index}",
    };
}
