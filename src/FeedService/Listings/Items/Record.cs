// An item as it is labelled: which lines are its own.
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;

namespace FeedService.Listings.Items;

/// <param name="First">Index of the line that begins the item.</param>
/// <param name="End">Index of the line after its last.</param>
/// <param name="Bare">No line of it is a teaser.</param>
/// <param name="Small">Some line of it, before its teaser, is neither headline nor caption.</param>
/// <param name="Noted">Some line of it stands between its headline and its teaser.</param>
/// <param name="Trailed">Some line after its teaser is none of its text.</param>
internal readonly record struct Record(int First, int End, bool Bare, bool Small, bool Noted, bool Trailed)
{
    public static List<Record> All(Part[] parts)
    {
        var records = new List<Record>();
        for (var first = 0; first < parts.Length;)
        {
            var end = parts[first] == Part.Furniture ? first + 1 : EndOf(parts, first);
            if (parts[first] != Part.Furniture)
                records.Add(Of(parts, first, end));
            first = end;
        }

        return records;
    }

    /// <summary>Its headline is a button's or a notice's text.</summary>
    public bool IsHeadedByControl(IReadOnlyList<TextLine> lines, Part[] parts) =>
        IsHeadedBy(lines, parts, LineKind.Notice) || IsHeadedBy(lines, parts, LineKind.ReadMore);

    public bool IsHeadedBy(IReadOnlyList<TextLine> lines, Part[] parts, LineKind kind) =>
        Array.IndexOf(parts, Part.Title, First, End - First) is >= 0 and var title && lines[title].Kind == kind;

    /// <summary>How wide its teaser is, all lines together.</summary>
    public int Told(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        var told = 0;
        for (var line = First; line < End; line++)
            told += parts[line] is Part.Teaser or Part.More ? lines[line].Width : 0;
        return told;
    }

    private static int EndOf(Part[] parts, int first)
    {
        var at = first;
        while (at < parts.Length && parts[at] is Part.Kicker or Part.Caption)
            at++;
        if (at < parts.Length && parts[at] == Part.Title)
            at++;
        while (at < parts.Length && parts[at] > Part.Title)
            at++;
        return Math.Max(at, first + 1);
    }

    private static Record Of(Part[] parts, int first, int end)
    {
        var own = parts.AsSpan(first, end - first);
        return new Record(first, end, !own.Contains(Part.Teaser), own.ContainsAny(Part.Kicker, Part.Meta), own.Contains(Part.Meta), own[^1] is Part.Trailer or Part.Detail or Part.Meta);
    }
}
