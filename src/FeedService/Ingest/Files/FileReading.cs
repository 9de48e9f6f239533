// A file's bytes made into what it says, and into what is kept of it.
using FeedService.Listings;
using FeedService.Storage;

namespace FeedService.Ingest;

/// <summary>What a file says: all of a listing's walk that asks nothing of what came before it. Its bytes are not held any more.</summary>
/// <param name="Parsed">Without its lines, which are for <c>explain</c>.</param>
/// <param name="Original">The bytes as the store keeps them; null for a file that is too large.</param>
internal sealed record FileReading(string Sha256, long Size, ParsedListing Parsed, byte[]? Original)
{
    /// <summary>In bytes. A larger file leaves hundreds of megabytes of lines and traits behind, which the collector would take its time over.</summary>
    private const long LeavesMuch = 8 << 20;

    /// <summary>Folder and name under which these bytes were dealt with before; then they were not read again.</summary>
    public string? Label { get; init; }

    public static FileReading Of(FileContent content)
    {
        var reading = new FileReading(content.Sha256, content.Size, Parse(content) with { Lines = [] }, content.Bytes is { } bytes ? Originals.Pack(bytes) : null);
        if (content.Size > LeavesMuch)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return reading;
    }

    public static FileReading SeenBefore(FileContent content, string label) =>
        new(content.Sha256, content.Size, ParsedListing.RejectedBecause("read before"), null) { Label = label };

    private static ParsedListing Parse(FileContent content) => content.Bytes is { } bytes
        ? ListingParser.Parse(ListingText.Decode(bytes))
        : ParsedListing.RejectedBecause($"the file is too large: {content.Size / (1024.0 * 1024.0):F1} MB (Inbox:MaxFileMegabytes)");
}
