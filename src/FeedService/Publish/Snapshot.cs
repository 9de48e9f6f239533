// A rendered feed: immutable bytes in each encoding, and the headers that go with them.
using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using FeedService.Formats;

namespace FeedService.Publish;

/// <summary>One encoding of a rendered feed.</summary>
/// <param name="Encoding">Content-Encoding, or null for the plain bytes.</param>
/// <param name="ETag">Strong, over these very bytes.</param>
internal sealed record Representation(string? Encoding, byte[] Bytes, string ETag);

/// <summary>The headers that do not depend on the bytes, made once.</summary>
internal sealed record SnapshotHeaders(string ContentType, string ContentDisposition, string CacheControl)
{
    public static SnapshotHeaders Of(FeedFormat format, string name, string cacheControl) =>
        new(format.MediaType, $"inline; filename=\"{name}.{format.Extension}\"", cacheControl);
}

internal sealed record Snapshot
{
    public required SnapshotHeaders Headers { get; init; }
    public required Representation Identity { get; init; }
    public required Representation Gzip { get; init; }
    public required Representation Brotli { get; init; }

    /// <summary>Whole seconds, UTC; newer than that of any snapshot this one replaced.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>As the header says it.</summary>
    public required string LastModifiedText { get; init; }

    public static Snapshot Of(byte[] bytes, DateTimeOffset lastModified, SnapshotHeaders headers) => new()
    {
        Headers = headers,
        LastModifiedText = lastModified.ToString("R", CultureInfo.InvariantCulture),
        Identity = Represent(null, bytes),
        Gzip = Represent("gzip", Compress(bytes, target => new GZipStream(target, CompressionLevel.SmallestSize))),
        Brotli = Represent("br", Compress(bytes, target => new BrotliStream(target, new BrotliCompressionOptions { Quality = 9 }))),
        LastModified = lastModified,
    };

    private static Representation Represent(string? encoding, byte[] bytes) =>
        new(encoding, bytes, $"\"{Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 16))}\"");

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> compressor)
    {
        using var target = new MemoryStream();
        using (var stream = compressor(target))
            stream.Write(bytes);
        return target.ToArray();
    }
}
