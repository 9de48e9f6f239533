// Conditional requests (RFC 9110, section 13).
using FeedService.Publish.Snapshots;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FeedService.Publish;

internal static class Preconditions
{
    /// <summary>Whether a GET or HEAD is answered 304. If-None-Match (a list, weak tags, *) wins over If-Modified-Since.</summary>
    public static bool NotModified(IHeaderDictionary request, string etag, Snapshot snapshot)
    {
        if (request.IfNoneMatch is { Count: > 0 } tags)
            return Names(tags, etag);
        return request.IfModifiedSince is { Count: > 0 } since && IsSince(since.ToString(), snapshot);
    }

    /// <summary>As above, for what has no date.</summary>
    public static bool NotModified(IHeaderDictionary request, string etag) => Names(request.IfNoneMatch, etag);

    /// <summary>Most clients give back the very text that they got.</summary>
    private static bool IsSince(string text, Snapshot snapshot) =>
        text == snapshot.LastModifiedText || (HeaderUtilities.TryParseDate(text, out var since) && snapshot.LastModified <= since);

    private static bool Names(StringValues tags, string etag)
    {
        foreach (var line in tags)
        {
            if (line == etag || Names(line.AsSpan(), etag))
                return true;
        }
        return false;
    }

    /// <summary>Scanned where it stands, because nearly every request asks this. A tag holds no quotation mark; it may hold commas.</summary>
    private static bool Names(ReadOnlySpan<char> list, string etag)
    {
        while (!(list = list.TrimStart(" \t,")).IsEmpty)
        {
            if (list[0] == '*')
                return true;
            if (list.StartsWith("W/"))
                list = list[2..];
            if (list is not ['"', .. var rest] || rest.IndexOf('"') is var length && length < 0)
                return false;
            if (list[..(length + 2)].SequenceEqual(etag))
                return true;
            list = rest[(length + 1)..];
        }
        return false;
    }
}
