// How alike two teasers or two headlines are, when everything else says they are one story.
namespace FeedService.Ledger;

/// <summary>A headline and a teaser in normal form, taken apart once.</summary>
internal sealed class ComparableText(string title, string? teaser)
{
    private Words? titleWords;
    private Words? teaserWords;

    public string Title { get; } = NormalForm.Of(title);

    public string Teaser { get; } = NormalForm.Of(teaser);

    public Words TitleWords => titleWords ??= new Words(Title);

    public Words TeaserWords => teaserWords ??= new Words(Teaser);
}

internal static class Likeness
{
    /// <summary>DESIGN section 5: less and it is another headline.</summary>
    private const double EnoughOfHeadline = 0.75;

    /// <summary>A teaser under several stories ("Read the full programme here.") says little, so the headline must say more.</summary>
    private const double EnoughUnderBoilerplate = 0.9;

    /// <summary>Editions of a weekly column share about half of their words; a corrected teaser keeps most.</summary>
    private const double EnoughOfTeaser = 0.6;

    /// <summary>A missing teaser says nothing against a headline of so many words; "Weekly Roundup" is a headline of many stories.</summary>
    private const int WordsThatTell = 4;

    /// <returns>0 when they are not one story's, else how sure that is, up to 1.</returns>
    public static double OfTeasers(ComparableText left, ComparableText right)
    {
        if (left.Teaser == right.Teaser) return 1;
        if (left.Teaser.Length == 0 || right.Teaser.Length == 0) return left.TitleWords.Count >= WordsThatTell ? 0.7 : 0;
        if (IsCut(left.Teaser, right.Teaser) || IsCut(right.Teaser, left.Teaser)) return 0.95;
        if (left.TeaserWords.DiffersOnlyInNumbers(right.TeaserWords)) return 0;
        var likeness = left.TeaserWords.Likeness(right.TeaserWords);
        if (likeness >= EnoughOfTeaser) return likeness;
        return IsExtended(left.TeaserWords, right.TeaserWords) ? EnoughOfTeaser : 0;
    }

    /// <inheritdoc cref="OfTeasers"/>
    public static double OfHeadlines(ComparableText left, ComparableText right, bool boilerplate)
    {
        if (left.TitleWords.DiffersOnlyInNumbers(right.TitleWords)) return 0;
        var likeness = Math.Max(left.TitleWords.Likeness(right.TitleWords), left.TitleWords.Spelling(right.TitleWords));
        return likeness >= (boilerplate ? EnoughUnderBoilerplate : EnoughOfHeadline) ? likeness : 0;
    }

    /// <summary>Whether the first is the second cut short with [...] or three dots.</summary>
    private static bool IsCut(string cut, string whole)
    {
        var kept = cut.TrimEnd('.', '[', ']', ' ', '(', ')');
        if (!cut.AsSpan(kept.Length).Contains("...", StringComparison.Ordinal)) return false;
        // The last word may itself be cut, and one word is no evidence.
        return whole.StartsWith(kept, StringComparison.Ordinal) && new Words(kept).Count >= WordsThatTell;
    }

    /// <summary>A sentence was added, or taken away: the shorter teaser stands nearly whole in the longer one.</summary>
    private static bool IsExtended(Words left, Words right) => Math.Min(left.Count, right.Count) >= 6 && left.Overlap(right) >= 0.9;
}
