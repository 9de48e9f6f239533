// Files that are part of the program: styles, the copy script, the icon, the API's description.
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace FeedService.Publish;

internal static class Assets
{
    /// <summary>A day: pages name their style and script by what they hold, so a new one has a new address.</summary>
    public const string ADay = "public, max-age=86400";

    private static readonly ConcurrentDictionary<string, string> Versions = [];

    public static Answer Answer(string name, string mediaType) => new(Read(name), mediaType) { CacheControl = ADay };

    /// <summary>The path below the site's base, with a query that changes with the content.</summary>
    public static string PathOf(string name) =>
        $"assets/{name}?v={Versions.GetOrAdd(name, asset => Convert.ToHexStringLower(SHA256.HashData(Read(asset)).AsSpan(0, 4)))}";

    public static string ReadText(string name) => System.Text.Encoding.UTF8.GetString(Read(name));

    public static byte[] Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream($"FeedService.Publish.Assets.{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
