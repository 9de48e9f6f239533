// A damaged database is moved aside, never deleted, and remembered until something takes its place.
using System.Globalization;

namespace FeedService.Storage;

internal static class DamagedDatabase
{
    private const string Mark = ".damaged-";

    /// <summary>Renames the database and its journal, which belongs to it, and gives the new name.</summary>
    public static string MoveAside(string file, DateTimeOffset now)
    {
        var aside = file + Mark + now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        if (File.Exists(file + "-journal"))
            File.Move(file + "-journal", aside + "-journal");
        File.Move(file, aside);
        return aside;
    }

    /// <summary>The last one moved aside, where nothing has taken the database's place since; a file without a byte is nothing.</summary>
    public static string? LeftBehind(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        return new FileInfo(file) is { Exists: true, Length: > 0 } || !Directory.Exists(folder)
            ? null
            : Directory.GetFiles(folder, Path.GetFileName(file) + Mark + "*").Where(name => !name.EndsWith("-journal", StringComparison.Ordinal)).Max(StringComparer.Ordinal);
    }
}
