// Files that are part of the program: styles, the copy script, the icon, the API's description.
namespace FeedService.Publish;

internal static class Assets
{
    /// <summary>A day: pages name their style and script with the program's version.</summary>
    private const string ADay = "public, max-age=86400";

    public static Answer Answer(string name, string mediaType) => new(Read(name), mediaType) { CacheControl = ADay };

    public static string ReadText(string name) => System.Text.Encoding.UTF8.GetString(Read(name));

    private static byte[] Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream($"FeedService.Publish.Assets.{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
