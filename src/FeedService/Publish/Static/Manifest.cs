// Which files in a site's folder are ours: only these are ever replaced or removed.
namespace FeedService.Publish.Static;

/// <summary>
/// One name a line, below the folder, with '/'. A name is noted before its file is written: whatever a kill leaves behind,
/// the next run knows it.
/// </summary>
internal sealed class Manifest
{
    private const string Name = "files";

    private readonly string path;
    private readonly HashSet<string> names;

    private Manifest(string path, HashSet<string> names) => (this.path, this.names) = (path, names);

    public static bool IsIn(string ownFolder) => File.Exists(Path.Combine(ownFolder, Name));

    public static Manifest Open(string ownFolder)
    {
        var path = Path.Combine(ownFolder, Name);
        if (!File.Exists(path))
            File.WriteAllText(path, "");
        return new Manifest(path, [.. File.ReadLines(path).Where(IsBelow)]);
    }

    public IReadOnlyCollection<string> Names => names;

    public bool Contains(string name) => names.Contains(name);

    public void Add(IEnumerable<string> added) => File.AppendAllLines(path, added.Where(names.Add).ToList());

    /// <summary>From now on these, in order: the same files make the same manifest.</summary>
    public void Replace(IEnumerable<string> current, string spare)
    {
        var lines = string.Concat(current.Order(StringComparer.Ordinal).Select(name => $"{name}\n"));
        if (lines == File.ReadAllText(path))
            return;
        File.WriteAllText(spare, lines);
        File.Move(spare, path, overwrite: true);
    }

    /// <summary>A line that somebody else wrote must not lead out of the folder.</summary>
    private static bool IsBelow(string name) => name.Length > 0 && !Path.IsPathRooted(name) && !name.Split('/', '\\').Contains("..");
}
