// Finds listing files. Never moves, changes or deletes one.
namespace FeedService.Ingest;

/// <summary>A file in the inbox, as the directory shows it.</summary>
internal sealed record InboxFile(string Path, string Folder, long Size, DateTimeOffset Modified)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Path below the inbox, as people see it.</summary>
    public string Label => Folder.Length == 0 ? Name : $"{Folder}/{Name}";
}

/// <summary>Something in the inbox that is not read, and why, in a few words.</summary>
internal sealed record InboxProblem(string Label, string Reason);

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
            ScanFolder(top, "", Path.GetFullPath(root), files, problems);
        else
            problems.Add(new InboxProblem(root, "the folder is not there; nothing is withdrawn for that, create it or set Inbox:Folder"));
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
                ScanFolder(new DirectoryInfo(path), inside && below != "." ? Slashes(below) : "", path, files, problems);
            else if (File.Exists(path))
                files.Add(FileOf(new FileInfo(path), inside ? Slashes(Path.GetDirectoryName(below)!) : ""));
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
            problems.Add(new InboxProblem(relative.Length == 0 ? folder.FullName : relative, $"the folder cannot be listed: {e.Message}"));
        }
    }

    private static void ScanEntry(FileSystemInfo entry, string relative, string root, List<InboxFile> files, List<InboxProblem> problems)
    {
        if (entry.Name.StartsWith('.') || UnfinishedEndings.Any(ending => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            return;
        var label = relative.Length == 0 ? entry.Name : $"{relative}/{entry.Name}";
        if (entry.LinkTarget is not null && LinkProblem(entry, root) is { } reason)
            problems.Add(new InboxProblem(label, reason));
        else if (entry is DirectoryInfo folder)
            ScanFolder(folder, label, root, files, problems);
        else
            files.Add(FileOf((FileInfo)entry, relative));
    }

    private static InboxFile FileOf(FileInfo entry, string relative)
    {
        var file = entry.LinkTarget is null ? entry : (FileInfo)entry.ResolveLinkTarget(returnFinalTarget: true)!;
        return new InboxFile(entry.FullName, relative, file.Length, file.LastWriteTimeUtc);
    }

    /// <summary>Links are followed to files inside the inbox only: not out of it, not in circles, not into folders a second time.</summary>
    private static string? LinkProblem(FileSystemInfo entry, string root)
    {
        try
        {
            var target = entry.ResolveLinkTarget(returnFinalTarget: true);
            if (target is null || !target.Exists)
                return $"the link leads nowhere ({entry.LinkTarget})";
            if (target is DirectoryInfo)
                return "links to folders are not followed";
            return target.FullName.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                ? null
                : $"the link leads out of the inbox ({target.FullName})";
        }
        catch (IOException e)
        {
            return $"the link cannot be followed: {e.Message}";
        }
    }
}
