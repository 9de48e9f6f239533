// Takes an export in again: the same listings, in the same order, as of the same times, with the same decisions.
using System.Security.Cryptography;
using System.Text.Json;
using FeedService.Storage;
using FeedService.Storage.Corrections;

namespace FeedService.Ingest;

internal sealed class Replay(TopicCatalogue topics, Intake intake, LedgerStore ledger, KeptIds keptIds)
{
    public static bool IsExport(string folder) => File.Exists(Path.Combine(folder, ExportedListing.ManifestName));

    /// <exception cref="InvalidDataException">The manifest or a file is not what the export wrote; the message names line and file.</exception>
    public async Task<RunSummary> OverAsync(string folder, CancellationToken cancellationToken)
    {
        var summary = new RunSummary();
        var number = 0;
        var retractions = new Queue<ExportedRetraction>(await RetractionsAsync(Path.Combine(folder, ExportedRetraction.ManifestName), cancellationToken));
        await topics.BringUpToDateAsync(cancellationToken);
        await foreach (var line in File.ReadLinesAsync(Path.Combine(folder, ExportedListing.ManifestName), cancellationToken))
        {
            var exported = Parse<ExportedListing>(ExportedListing.ManifestName, line, ++number);
            await RetractAsync(retractions, exported.ReadAt, cancellationToken);
            summary.Add(await TakeInAsync(folder, exported, cancellationToken));
            await keptIds.ApplyAsync(exported.Sha256, exported.Ids ?? new Dictionary<Guid, Guid>(), cancellationToken);
        }
        await RetractAsync(retractions, DateTimeOffset.MaxValue, cancellationToken);
        return summary;
    }

    private static async Task<IReadOnlyList<ExportedRetraction>> RetractionsAsync(string manifest, CancellationToken cancellationToken)
    {
        var lines = File.Exists(manifest) ? await File.ReadAllLinesAsync(manifest, cancellationToken) : [];
        return [.. lines.Select((line, index) => Parse<ExportedRetraction>(ExportedRetraction.ManifestName, line, index + 1))];
    }

    /// <summary>
    /// Each in its place between the listings: feeds and archives are cut with every listing, out of the stories that were
    /// published then. One that this store has made already is not made again, so an export can be ingested twice.
    /// </summary>
    private async Task RetractAsync(Queue<ExportedRetraction> retractions, DateTimeOffset before, CancellationToken cancellationToken)
    {
        while (retractions.TryPeek(out var next) && next.At < before)
        {
            retractions.Dequeue();
            if (await ledger.MadeChangeAsync(next.Item, next.Restored ? ChangeKind.Restored : ChangeKind.Retracted, next.At, cancellationToken))
                continue;
            if (next.Restored)
                await ledger.RestoreAsync(next.Item, next.At, cancellationToken);
            else
                await ledger.RetractAsync(next.Item, next.At, cancellationToken);
        }
    }

    private async Task<Outcome> TakeInAsync(string folder, ExportedListing exported, CancellationToken cancellationToken)
    {
        var content = exported.File is { } file ? await ReadAsync(folder, file, exported.Sha256, cancellationToken) : new FileContent(exported.Sha256, 0, null);
        return exported.Status switch
        {
            ListingStatus.Held => await intake.RecordAsync(exported.Listing, content, exported.Status, exported.Reason!, exported.ReadAt, cancellationToken),
            ListingStatus.Rejected when content.Bytes is null || exported.Reason == ListingStatus.RejectedByOperator =>
                await intake.RecordAsync(exported.Listing, content, exported.Status, exported.Reason!, exported.ReadAt, cancellationToken),
            ListingStatus.Rejected => await intake.TakeInAsync(exported.Listing, content, Trust.Guarded, exported.ReadAt, cancellationToken),
            _ => await intake.TakeInAsync(exported.Listing, content, Trust.Trusted, exported.ReadAt, cancellationToken),
        };
    }

    private static T Parse<T>(string manifest, string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{manifest}, line {number}: {e.Message}", e);
        }
    }

    private static async Task<FileContent> ReadAsync(string folder, string file, string sha256, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, file), cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256
            ? new FileContent(sha256, bytes.Length, bytes)
            : throw new InvalidDataException($"{file}: its bytes are not those that were exported");
    }
}
