// Whether a file's text is wrapped at a fixed width, and which of its lines were broken there.
namespace FeedService.Listings.Lines;

internal static class WrapWidth
{
    private const int Narrowest = 30;
    private const int Widest = 130;
    private const int FewestBreaks = 3;

    /// <summary>
    /// A line broken at width w is no wider than w, and its next line's first word would have made it so. The width that
    /// explains most lines is the file's, if it explains many of them and hardly any line is wider.
    /// </summary>
    public static void Mark(IReadOnlyList<TextLine> lines)
    {
        var breaks = Enumerable.Range(0, Math.Max(0, lines.Count - 1)).Where(i => MayBreak(lines[i], lines[i + 1])).ToList();
        if (breaks.Count < FewestBreaks)
            return;
        var votes = new int[Widest + 2];
        foreach (var i in breaks)
        {
            votes[lines[i].Width]++;
            votes[Math.Min(Widest + 1, NeededWidth(lines[i], lines[i + 1]))]--;
        }

        for (var width = 1; width < votes.Length; width++)
            votes[width] += votes[width - 1];
        var best = Array.IndexOf(votes, votes.Max());
        var wider = lines.Count(line => line.Width > best);
        if (votes[best] < FewestBreaks || votes[best] * 5 < breaks.Count * 2 || wider * 20 > lines.Count)
            return;
        foreach (var i in breaks)
            lines[i].Full = lines[i].Width <= best && NeededWidth(lines[i], lines[i + 1]) > best;
    }

    private static bool MayBreak(TextLine line, TextLine next) =>
        next.Gap == 0 && line.Width is >= Narrowest and <= Widest && line[Trait.End] is 0 or 5 && line.Kind == LineKind.Plain && next.Kind is LineKind.Plain or LineKind.Hint;

    private static int NeededWidth(TextLine line, TextLine next)
    {
        var space = next.Text.IndexOf(' ', StringComparison.Ordinal);
        return line.Width + 1 + LineTraits.Width(space < 0 ? next.Text : next.Text[..space]);
    }
}
