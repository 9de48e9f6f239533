// A listing's reading in a few figures, kept with it, so that the next one can be compared without reading it again.
using FeedService.Model;

namespace FeedService.Ledger;

internal sealed record ReadingShape
{
    public required int Entries { get; init; }

    /// <summary>Share of entries with a caption, 0 to 1.</summary>
    public required double Captions { get; init; }

    /// <summary>Share of entries with a teaser, 0 to 1.</summary>
    public required double Teasers { get; init; }

    /// <summary>Mean characters of a headline.</summary>
    public required double TitleLength { get; init; }

    /// <summary>Mean characters of the teasers there are; 0 for none.</summary>
    public required double TeaserLength { get; init; }

    /// <summary>Furniture among furniture lines and entries, 0 to 1.</summary>
    public required double Furniture { get; init; }

    /// <summary>Share of entries in which letters look damaged by a wrong encoding, 0 to 1.</summary>
    public required double Damaged { get; init; }

    public static ReadingShape Of(IReadOnlyList<Entry> entries, int furnitureLines)
    {
        var teasers = entries.Where(e => !string.IsNullOrEmpty(e.Teaser)).ToList();
        return new()
        {
            Entries = entries.Count,
            Captions = Share(entries.Count(e => !string.IsNullOrEmpty(e.Caption)), entries.Count),
            Teasers = Share(teasers.Count, entries.Count),
            TitleLength = entries.Count == 0 ? 0 : entries.Average(e => e.Title.Length),
            TeaserLength = teasers.Count == 0 ? 0 : teasers.Average(e => e.Teaser!.Length),
            Furniture = Share(furnitureLines, furnitureLines + entries.Count),
            Damaged = Share(entries.Count(e => EncodingDamage.Shows(e.Title) || EncodingDamage.Shows(e.Teaser)), entries.Count),
        };
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
