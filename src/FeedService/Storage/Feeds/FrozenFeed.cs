// A feed as bytes in a row: what a closed archive holds, word for word, whatever becomes of the rows it was made from.
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FeedService.Model;

namespace FeedService.Storage.Feeds;

internal static class FrozenFeed
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter() },
        // An archive closed before a property was thought of has its default.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireNothing } },
    };

    public static byte[] Freeze(Feed feed)
    {
        using var bytes = new MemoryStream();
        using (var packed = new BrotliStream(bytes, CompressionLevel.Optimal))
            JsonSerializer.Serialize(packed, feed, Options);
        return bytes.ToArray();
    }

    public static Feed Thaw(byte[] frozen)
    {
        using var packed = new BrotliStream(new MemoryStream(frozen), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<Feed>(packed, Options)!;
    }

    private static void RequireNothing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            property.IsRequired = false;
    }
}
