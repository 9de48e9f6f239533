// Whether a reading may be believed: a file that is no listing is rejected with the reason, not guessed at.
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;
using FeedService.Model;

namespace FeedService.Listings;

internal static class Plausibility
{
    /// <summary>Two paragraphs a story are a section page; many more are an article with headings.</summary>
    private const double MostParagraphs = 2.5;

    /// <summary>Headlines without teasers must be wide enough to be headlines: a menu's words are not.</summary>
    private const int NarrowestHeadlines = 22;

    /// <summary>Fewer bare lines than this are anybody's notes.</summary>
    private const int FewestHeadlines = 4;

    /// <summary>One sentence, or null when the file reads as a listing.</summary>
    public static string? Objection(IReadOnlyList<TextLine> lines, Labelling labelling, IReadOnlyList<Entry> entries)
    {
        if (Share(lines, line => MachineText.Is(line.Text)) > .5 || HasColumns(lines))
            return "The file is data or source code, not the visible text of a page.";
        if (lines.Count > 4 && Share(lines, line => MachineText.BeginsWithLogTime(line.Text)) > .6)
            return "The file is a log or a transcript: its lines begin with times.";
        if (entries.Count == 0)
            return "Nothing in this file repeats as headlines and teasers do.";
        if (IsProse(lines, labelling, entries))
            return "The file reads as one text in paragraphs, not as a list of stories.";
        if (entries.All(entry => entry.Teaser is null) && !IsHeadlineList(entries))
            return "The file holds short lines, but no list of headlines.";
        return null;
    }

    private static double Share(IReadOnlyList<TextLine> lines, Func<TextLine, bool> holds) => (double)lines.Count(holds) / lines.Count;

    /// <summary>Three separators or more on every line, always as many: a table.</summary>
    private static bool HasColumns(IReadOnlyList<TextLine> lines)
    {
        if (lines.Count < 4)
            return false;
        foreach (var separator in ",;|")
        {
            var counts = lines.Select(line => line.Text.Count(c => c == separator)).ToList();
            var usual = counts[counts.Count / 2];
            if (usual >= 3 && counts.Count(count => count == usual) > .9 * lines.Count)
                return true;
        }

        return false;
    }

    private static bool IsProse(IReadOnlyList<TextLine> lines, Labelling labelling, IReadOnlyList<Entry> entries)
    {
        var paragraphs = 0;
        for (var i = 0; i < lines.Count; i++)
            paragraphs += labelling.Parts[i] is Part.Teaser or Part.More && lines[i].Gap > 0 ? 1 : 0;
        if (paragraphs > MostParagraphs * entries.Count)
            return true;
        // A single story is believed when it looks like one: a headline that is no sentence, over a teaser.
        return entries.Count < 4 && entries.Any(entry => LooksLikeText(entry.Title) || LooksLikeText(entry.Caption ?? "-"));
    }

    private static bool LooksLikeText(string line)
    {
        var width = LineTraits.Width(line);
        return width > 160 || line[^1] is ',' or ';' or '，' or '、' || (width > 80 && line[^1] is '.' or '。' or '।' or '۔');
    }

    private static bool IsHeadlineList(IReadOnlyList<Entry> entries) =>
        entries.Count >= FewestHeadlines && entries.Average(entry => Math.Min(200, LineTraits.Width(entry.Title))) >= NarrowestHeadlines;
}
