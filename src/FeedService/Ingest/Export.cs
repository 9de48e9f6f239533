// A copy of all that was taken in, from which the same feeds can be made again: the bytes, their order, the decisions.
using System.Text.Json;
using System.Text.Json.Serialization;
using FeedService.Model;
using FeedService.Storage;
using FeedService.Storage.Corrections;

namespace FeedService.Ingest;

/// <summary>One line of an export's listings.jsonl.</summary>
internal sealed record ExportedListing
{
    public const string ManifestName = "listings.jsonl";

    /// <summary>The file's path below the export's folder, with '/'; null for one too large to have been kept.</summary>
    public required string? File { get; init; }
    public required string Sha256 { get; init; }
    public required string Folder { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CaptureTime { get; init; }

    /// <summary>When it was taken in: no item may be dated later.</summary>
    public required DateTimeOffset ReadAt { get; init; }
    public required string Status { get; init; }
    public string? Reason { get; init; }

    /// <summary>Ids of items that were misread at first, by the ids that their right texts would make; left out where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<Guid, Guid>? Ids { get; init; }

    [JsonIgnore]
    public Listing Listing => new() { Sha256 = Sha256, Folder = Folder, Name = Name, CaptureTime = CaptureTime };
}

/// <summary>One line of an export's retractions.jsonl: an item was taken back, or brought back, while the listings came in.</summary>
internal sealed record ExportedRetraction(Guid Item, DateTimeOffset At, bool Restored = false)
{
    public const string ManifestName = "retractions.jsonl";
}

internal sealed class Export(ListingReader listings, KeptIds keptIds)
{
    /// <summary>Writes the manifest and one file a listing.</summary>
    /// <returns>The number of listings.</returns>
    public async Task<int> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await using var manifest = new StreamWriter(Path.Combine(folder, ExportedListing.ManifestName));
        var count = 0;
        await foreach (var (summary, original) in listings.ReadAllAsync(cancellationToken))
        {
            // The SHA-256 keeps names apart: two captures of a page may have had one name.
            var file = original is null ? null : $"files/{summary.Listing.Sha256}.txt";
            if (file is not null)
                await WriteFileAsync(Path.Combine(folder, file), original!, cancellationToken);
            await manifest.WriteLineAsync(JsonSerializer.Serialize(LineOf(summary, file, await keptIds.ReadAsync(summary.Number, cancellationToken)), JsonSerializerOptions.Web).AsMemory(), cancellationToken);
            count++;
        }
        await WriteRetractionsAsync(folder, cancellationToken);
        return count;
    }

    private async Task WriteRetractionsAsync(string folder, CancellationToken cancellationToken)
    {
        var retractions = await listings.ReadRetractionsAsync(cancellationToken);
        var lines = retractions.Select(retraction => JsonSerializer.Serialize(new ExportedRetraction(retraction.Item, retraction.At, retraction.Restored), JsonSerializerOptions.Web));
        await File.WriteAllLinesAsync(Path.Combine(folder, ExportedRetraction.ManifestName), lines, cancellationToken);
    }

    private static async Task WriteFileAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, bytes, cancellationToken);
    }

    private static ExportedListing LineOf(ListingSummary summary, string? file, IReadOnlyDictionary<Guid, Guid> ids) => new()
    {
        File = file,
        Sha256 = summary.Listing.Sha256,
        Folder = summary.Listing.Folder,
        Name = summary.Listing.Name,
        CaptureTime = summary.Listing.CaptureTime,
        ReadAt = summary.ReadAt,
        Status = summary.Status,
        Reason = summary.Reason,
        Ids = ids.Count == 0 ? null : ids,
    };
}
