// Whether a reading may be believed: a file that is no listing is rejected with the reason, not guessed at.
using FeedService.Model;

namespace FeedService.Listings;

internal static class Plausibility
{
    /// <summary>One sentence, or null when the file reads as a listing.</summary>
    public static string? Objection(IReadOnlyList<TextLine> lines, Labelling labelling, IReadOnlyList<Entry> entries)
    {
        if (entries.Count == 0)
            return "No headline was found that repeats a pattern.";
        return null;
    }
}
