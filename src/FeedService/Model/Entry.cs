// What the reading floor makes of a listing's lines; nothing here is known to be a story yet.
namespace FeedService.Model;

/// <summary>First and last line, counted from 1, both included.</summary>
public readonly record struct LineRange(int First, int Last);

/// <summary>One block as read in a listing.</summary>
public sealed record Entry
{
    /// <summary>The image caption, or null.</summary>
    public string? Caption { get; init; }

    /// <summary>The headline: plain text, one line, never empty.</summary>
    public required string Title { get; init; }

    /// <summary>The teaser: plain text, one line, or null where the page shows none.</summary>
    public string? Teaser { get; init; }

    /// <summary>From the entry's first line to its last. Blank lines and furniture may lie between them.</summary>
    public required LineRange Lines { get; init; }

    /// <summary>The item's own date, where a date line stands with it; midnight UTC when the line names only a day.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>How sure the reading is, 0 to 1.</summary>
    public double Confidence { get; init; } = 1;
}

/// <summary>A line that belongs to no entry: navigation, footer, pager. Recorded, never dropped.</summary>
public readonly record struct FurnitureLine(int Line, string Text);
