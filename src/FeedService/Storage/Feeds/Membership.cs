// An item's place in a topic: what it takes to say which document it belongs in, without its text.
namespace FeedService.Storage.Feeds;

internal readonly record struct Membership
{
    /// <summary>The item's number.</summary>
    public required long Item { get; init; }

    /// <summary>Unix seconds; distinct.</summary>
    public required long Published { get; init; }

    /// <summary>Unix seconds.</summary>
    public required long Updated { get; init; }

    /// <summary>The listing that first showed it; listings are numbered as they were read.</summary>
    public required long FirstListing { get; init; }

    /// <summary>The folder that this listing lay in.</summary>
    public required string Folder { get; init; }

    /// <summary>As in <see cref="ItemTopicRow.Archive"/>.</summary>
    public required int? Archive { get; init; }

    /// <summary>As in <see cref="ItemRow.TextBytes"/>.</summary>
    public int TextBytes { get; init; }
}
