// What rendering tells OpenTelemetry, and what is held of it; requests never come here.
using System.Diagnostics.Metrics;
using FeedService.Formats;

namespace FeedService.Publish.Snapshots;

internal static class RenderTelemetry
{
    public const string Name = "FeedService.Publish";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Renders = Meter.CreateCounter<long>("feedservice.renders", "{snapshot}", "Feeds, choices and archives rendered, by format");
    private static readonly Histogram<long> Size = Meter.CreateHistogram<long>("feedservice.render.size", "By", "Bytes of a rendered document before compression");
    private static readonly UpDownCounter<long> Cache = Meter.CreateUpDownCounter<long>("feedservice.cache.size", "By", "Bytes of rendered feeds held in memory");

    /// <param name="bytes">Below zero for what made room, or was replaced.</param>
    public static void Held(long bytes) => Cache.Add(bytes);

    public static byte[] Rendered(byte[] bytes, FeedFormat format)
    {
        var tag = new KeyValuePair<string, object?>("format", format.Extension);
        Renders.Add(1, tag);
        Size.Record(bytes.Length, tag);
        return bytes;
    }
}
