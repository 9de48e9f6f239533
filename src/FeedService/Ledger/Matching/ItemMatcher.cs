// Which known story is each entry of a listing?
using FeedService.Model;

namespace FeedService.Ledger;

/// <summary>
/// Same headline and teaser; else same headline and a similar teaser; else same teaser and a similar headline; else new.
/// Two entries of one listing are never one item.
/// </summary>
internal static class ItemMatcher
{
    /// <param name="known">Every text that shares a normalised headline or teaser with some entry, of whatever item.</param>
    /// <returns>One verdict for each entry, in order.</returns>
    public static IReadOnlyList<Match> Match(IReadOnlyList<Entry> entries, IReadOnlyList<KnownText> known)
    {
        var matching = new Matching(entries, known);
        matching.TakeExact();
        matching.TakeEdits(MatchKind.TeaserEdited);
        matching.TakeEdits(MatchKind.HeadlineEdited);
        return matching.Verdicts();
    }
}
