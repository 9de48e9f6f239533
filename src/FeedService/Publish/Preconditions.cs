// Conditional requests (RFC 9110, section 13).
using Microsoft.Net.Http.Headers;

namespace FeedService.Publish;

internal static class Preconditions
{
    /// <summary>Whether a GET or HEAD is answered 304. If-None-Match (a list, weak tags, *) wins over If-Modified-Since.</summary>
    public static bool NotModified(IHeaderDictionary request, string etag, DateTimeOffset lastModified)
    {
        if (request.IfNoneMatch.Count > 0)
            return EntityTagHeaderValue.TryParseList(request.IfNoneMatch, out var tags)
                && tags.Any(tag => tag.Tag == "*" || tag.Tag.Equals(etag, StringComparison.Ordinal));
        return HeaderUtilities.TryParseDate(request.IfModifiedSince.ToString(), out var since) && lastModified <= since;
    }
}

/// <summary>Accept-Encoding (RFC 9110, section 12.5.3).</summary>
internal static class AcceptedEncodings
{
    public static bool Accepts(Microsoft.Extensions.Primitives.StringValues header, string encoding)
    {
        if (header.Count == 0 || !StringWithQualityHeaderValue.TryParseList(header, out var wanted))
            return false;
        var exact = wanted.FirstOrDefault(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase));
        var quality = exact ?? wanted.FirstOrDefault(value => value.Value == "*");
        return quality is not null && quality.Quality is not 0;
    }
}
