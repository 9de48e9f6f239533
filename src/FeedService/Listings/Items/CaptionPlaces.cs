// Where every caption of a page stands directly on its headline, the blank line below it tells a caption from what is none.
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;

namespace FeedService.Listings.Items;

internal static class CaptionPlaces
{
    /// <summary>One headline without teaser happens; where more captions stand apart, some pages set them so.</summary>
    private const int GluedForEachParted = 2;

    public static void Restore(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        var titles = Enumerable.Range(1, parts.Length - 1).Where(line => parts[line] == Part.Title && (parts[line - 1] == Part.Caption || lines[line].Gap == 0)).ToList();
        var glued = titles.Count(title => parts[title - 1] == Part.Caption && lines[title].Gap == 0);
        var parted = titles.Where(title => parts[title - 1] == Part.Caption && lines[title].Gap > 0).ToList();
        var sentences = Enumerable.Range(0, parts.Length).Any(line => parts[line] == Part.Title && lines[line][Trait.End] == 1);
        if (glued >= GluedForEachParted * parted.Count)
            parted.ForEach(title => parts[title - 1] = !sentences && IsParagraph(lines, parts, title - 1) ? Part.More : Part.Title);
        var told = titles.Where(title => IsToldAbove(lines, parts, title)).ToList();
        if (glued >= GluedForEachParted * told.Count)
            told.ForEach(title => parts[title - 1] = Part.Caption);
    }

    /// <summary>A sentence below a teaser: on a page whose headlines are none, the teaser's second paragraph.</summary>
    private static bool IsParagraph(IReadOnlyList<TextLine> lines, Part[] parts, int line) =>
        line > 0 && parts[line - 1] is Part.Teaser or Part.More && lines[line][Trait.End] == 1;

    /// <summary>The only line that would be the teaser of the item above stands, after a blank, on the next headline, and is no sentence.</summary>
    private static bool IsToldAbove(IReadOnlyList<TextLine> lines, Part[] parts, int title) =>
        title > 1 && lines[title].Gap == 0 && parts[title - 1] == Part.Teaser && lines[title - 1].Gap > 0 && lines[title - 1][Trait.End] == 0 && parts[title - 2] == Part.Title;
}
