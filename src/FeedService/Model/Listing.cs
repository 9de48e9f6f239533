// A captured file, as the inbox presents it.
namespace FeedService.Model;

/// <summary>One listing file: where it lay, what it is known by, and when the page looked like this.</summary>
public sealed record Listing
{
    /// <summary>SHA-256 of the whole file, 64 lower-case hexadecimal digits. The listing's only identity.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Folder below the inbox, with '/' between parts; empty for the inbox itself.</summary>
    public required string Folder { get; init; }

    /// <summary>File name without its folder.</summary>
    public required string Name { get; init; }

    /// <summary>When the page looked like this: UTC, whole seconds, never after the moment it was read.</summary>
    public required DateTimeOffset CaptureTime { get; init; }
}
