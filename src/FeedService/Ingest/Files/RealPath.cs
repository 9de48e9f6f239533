// Where a path really leads, every link on the way followed: what decides whether a file lies inside the inbox.
namespace FeedService.Ingest;

internal static class RealPath
{
    private const int MostLinks = 40; // as many as Linux follows

    /// <exception cref="IOException">The links go in a circle.</exception>
    public static string Of(string path)
    {
        var links = 0;
        return Follow(Path.GetFullPath(path), ref links);
    }

    public static bool IsBelow(string path, string root) =>
        path.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path under which the kernel opened a file, or null where it does not tell.</summary>
    public static string? OfOpen(FileStream file) => OperatingSystem.IsLinux()
        ? new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget
        : null;

    private static string Follow(string path, ref int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        var folder = Follow(parent, ref links);
        var here = Path.Combine(folder, Path.GetFileName(path));
        if (new FileInfo(here).LinkTarget is not { } target)
            return here;
        if (++links > MostLinks)
            throw new IOException("too many links on the way");
        return Follow(Path.GetFullPath(target, folder), ref links);
    }
}
