// The encodings that a feed is served in, and which of them a client takes (RFC 9110, section 12.5.3).
using System.Globalization;
using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace FeedService.Publish.Snapshots;

internal enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,
}

internal static class ContentCodings
{
    /// <summary>In the order of the enumeration: the Content-Encoding header, or null for the plain bytes.</summary>
    private static readonly string?[] Names = [null, "gzip", "br"];

    public static int Count => Names.Length;

    public static string? NameOf(ContentCoding coding) => Names[(int)coding];

    /// <summary>The smallest that the client takes. Scanned where it stands, because every request asks this.</summary>
    public static ContentCoding Preferred(StringValues acceptEncoding)
    {
        if (Takes(acceptEncoding, "br"))
            return ContentCoding.Brotli;
        return Takes(acceptEncoding, "gzip") ? ContentCoding.Gzip : ContentCoding.Identity;
    }

    /// <summary>Levels by measurement (NOTES.md): beyond these, feeds grow hardly smaller, and brotli takes twenty times as long.</summary>
    public static byte[] Encode(ContentCoding coding, byte[] bytes) => coding switch
    {
        ContentCoding.Gzip => Compress(bytes, target => new GZipStream(target, CompressionLevel.Optimal)),
        ContentCoding.Brotli => Compress(bytes, target => new BrotliStream(target, new BrotliCompressionOptions { Quality = 6 })),
        _ => bytes,
    };

    public static byte[] Decode(ContentCoding coding, byte[] bytes) => coding switch
    {
        ContentCoding.Gzip => Read(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)),
        ContentCoding.Brotli => Read(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress)),
        _ => bytes,
    };

    private static bool Takes(StringValues header, ReadOnlySpan<char> coding)
    {
        var others = false;
        foreach (var line in header)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var wish = line.AsSpan(range);
                var name = wish[..(wish.IndexOf(';') is var end && end < 0 ? wish.Length : end)].Trim();
                if (name.Equals(coding, StringComparison.OrdinalIgnoreCase))
                    return IsWanted(wish);
                if (name is "*")
                    others = IsWanted(wish);
            }
        }
        return others;
    }

    /// <summary>Unless its quality is zero.</summary>
    private static bool IsWanted(ReadOnlySpan<char> wish) =>
        wish.IndexOf('=') is var equals
        && (equals < 0 || !double.TryParse(wish[(equals + 1)..].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality) || quality > 0);

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> compressor)
    {
        using var target = new MemoryStream(bytes.Length / 4);
        using (var stream = compressor(target))
            stream.Write(bytes);
        return target.ToArray();
    }

    private static byte[] Read(Stream decoder)
    {
        using var bytes = new MemoryStream();
        using (decoder)
            decoder.CopyTo(bytes);
        return bytes.ToArray();
    }
}
