// The path of an archive document, taken apart.
using System.Globalization;
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Publish.Feeds;

/// <summary>/feeds/{slug}/archive/{number}.{extension}, or {number}-{edition}.{extension}.</summary>
internal readonly record struct ArchiveAddress(string Slug, ArchiveName Name, FeedFormat Format)
{
    private const string Start = "/feeds/";

    /// <summary>Null for any other path, other spellings of a number included: a document has one address.</summary>
    public static ArchiveAddress? Parse(string path)
    {
        if (!path.StartsWith(Start, StringComparison.Ordinal) || path[Start.Length..].Split('/') is not [{ Length: > 0 } slug, "archive", var file])
            return null;
        var dot = file.IndexOf('.', StringComparison.Ordinal);
        var format = FeedFormat.All.FirstOrDefault(format => file.AsSpan(dot + 1).SequenceEqual(format.Extension));
        return dot > 0 && format is not null && NameOf(file[..dot]) is { } name ? new ArchiveAddress(slug, name, format) : null;
    }

    private static ArchiveName? NameOf(string text)
    {
        var parts = text.Split('-');
        var name = new ArchiveName(NumberOf(parts[0]), parts.Length == 1 ? 1 : NumberOf(parts[1]));
        return name is { Number: > 0, Edition: > 0 } && name.ToString() == text ? name : null;
    }

    private static int NumberOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
