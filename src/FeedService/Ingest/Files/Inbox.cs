// Finds listing files. Never moves, changes or deletes one.
namespace FeedService.Ingest;

/// <summary>A file in the inbox, as the directory shows it.</summary>
/// <param name="RealPath">Where it really lies, every link followed: only that is read.</param>
internal sealed record InboxFile(string Path, string RealPath, string Folder, long Size, DateTimeOffset Modified)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Path below the inbox, as people see it.</summary>
    public string Label => Folder.Length == 0 ? Name : $"{Folder}/{Name}";
}

/// <summary>Something in the inbox that is not read, and why, in a few words.</summary>
/// <param name="OfWholeInbox">Nothing at all can be read.</param>
internal sealed record InboxProblem(string Label, string Reason, bool OfWholeInbox = false);

/// <summary>What one look at the inbox shows.</summary>
internal sealed record InboxScan(IReadOnlyList<InboxFile> Files, IReadOnlyList<InboxProblem> Problems);

internal static class Inbox
{
    private static readonly string[] UnfinishedEndings = [".tmp", ".part"];

    /// <summary>All files below <paramref name="root"/> but dot-files and unfinished ones. A missing root is a problem, not an error.</summary>
    public static InboxScan Scan(string root)
    {
        var files = new List<InboxFile>();
        var problems = new List<InboxProblem>();
        var top = new DirectoryInfo(root);
        if (top.Exists)
            ScanFolder(top, "", RealPath.Of(root), files, problems);
        else
            problems.Add(new InboxProblem(root, "the folder is not there; nothing is withdrawn for that, create or mount it, or set Inbox:Folder", OfWholeInbox: true));
        return new InboxScan(files, problems);
    }

    /// <summary>
    /// The files and folders named. What lies in the inbox belongs to the topic of its folder there; of another folder the
    /// sub-folders are the topics; a file from elsewhere belongs to the default topic.
    /// </summary>
    public static InboxScan ScanPaths(IReadOnlyList<string> paths, string inbox)
    {
        var files = new List<InboxFile>();
        var problems = new List<InboxProblem>();
        foreach (var path in paths.Select(Path.GetFullPath))
        {
            var below = Path.GetRelativePath(Path.GetFullPath(inbox), path);
            var inside = !below.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(below);
            if (Directory.Exists(path))
                ScanFolder(new DirectoryInfo(path), inside && below != "." ? Slashes(below) : "", RealPath.Of(path), files, problems);
            else if (File.Exists(path) && FileKind.Refusal(RealPath.Of(path)) is { } reason)
                problems.Add(new InboxProblem(path, reason));
            else if (File.Exists(path))
                files.Add(FileOf(path, RealPath.Of(path), inside ? Slashes(Path.GetDirectoryName(below)!) : ""));
            else
                problems.Add(new InboxProblem(path, "there is no such file or folder"));
        }
        return new InboxScan(files, problems);
    }

    private static string Slashes(string path) => path.Replace(Path.DirectorySeparatorChar, '/');

    private static void ScanFolder(DirectoryInfo folder, string relative, string root, List<InboxFile> files, List<InboxProblem> problems)
    {
        try
        {
            foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
                ScanEntry(entry, relative, root, files, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new InboxProblem(relative.Length == 0 ? folder.FullName : relative, $"the folder cannot be listed: {e.Message}", OfWholeInbox: relative.Length == 0));
        }
    }

    private static void ScanEntry(FileSystemInfo entry, string relative, string root, List<InboxFile> files, List<InboxProblem> problems)
    {
        if (entry.Name.StartsWith('.') || UnfinishedEndings.Any(ending => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            return;
        var label = relative.Length == 0 ? entry.Name : $"{relative}/{entry.Name}";
        try
        {
            if (Refusal(entry, root) is { } reason)
                problems.Add(new InboxProblem(label, reason));
            else if (entry is DirectoryInfo folder)
                ScanFolder(folder, label, root, files, problems);
            else
                files.Add(FileOf(entry.FullName, RealPath.Of(entry.FullName), relative));
        }
        catch (FileNotFoundException)
        {
            // Deleted or renamed since the folder was listed: then there is nothing to say.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new InboxProblem(label, e.Message));
        }
    }

    private static InboxFile FileOf(string path, string realPath, string relative)
    {
        var file = new FileInfo(realPath);
        return new InboxFile(path, realPath, relative, file.Length, file.LastWriteTimeUtc);
    }

    /// <summary>Why an entry is not read, or null.</summary>
    private static string? Refusal(FileSystemInfo entry, string root)
    {
        // .NET shows bytes that are no UTF-8 as U+FFFD and can then not open the file under the name it showed.
        if (entry.Name.Contains('\uFFFD', StringComparison.Ordinal) && !entry.Exists)
            return "its name is not UTF-8; rename it";
        return entry.LinkTarget is null ? FileKind.Refusal(entry.FullName) : LinkProblem(entry, root);
    }

    /// <summary>Links are followed to files inside the inbox only: not out of it, not in circles, not into folders a second time.</summary>
    private static string? LinkProblem(FileSystemInfo entry, string root)
    {
        var target = entry.ResolveLinkTarget(returnFinalTarget: true);
        if (target is null || !target.Exists)
            return $"the link leads nowhere ({entry.LinkTarget})";
        if (target is DirectoryInfo)
            return "links to folders are not followed";
        var real = RealPath.Of(entry.FullName);
        return RealPath.IsBelow(real, root) ? FileKind.Refusal(real) : $"the link leads out of the inbox ({real})";
    }
}
