// Captions that passed for an item without teaser, right above the item that they belong to.
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;

namespace FeedService.Listings.Items;

internal static class StrayCaptions
{
    /// <summary>So many items make a habit that one item may be judged by.</summary>
    private const int FewestOthers = 4;

    public static void Join(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        JoinUndated(lines, parts, Record.All(parts));
        JoinGlued(lines, parts, Record.All(parts));
        JoinUnended(lines, parts, Record.All(parts));
    }

    /// <summary>Where stories have dates or bylines, a headline with neither that nor a teaser is the caption of the story right below.</summary>
    private static void JoinUndated(IReadOnlyList<TextLine> lines, Part[] parts, List<Record> records)
    {
        var small = records.Count(record => record.Small);
        if (small < FewestOthers || records.Count(record => !record.Small && !record.Bare) * 5 > small)
            return;
        foreach (var (above, below) in Neighbours(parts, records))
        {
            if (parts[below.First] == Part.Title && !above.Small && above.End - above.First == 1 && below.Small && lines[below.First].Gap < 2)
                parts[above.First] = Part.Caption;
        }
    }

    /// <summary>Where blank lines part the items, a headline that stands on the next one is its caption, and what is said below it a credit.</summary>
    private static void JoinGlued(IReadOnlyList<TextLine> lines, Part[] parts, List<Record> records)
    {
        var glued = Neighbours(parts, records).Where(pair => !pair.Below.Bare && lines[pair.Below.First].Gap == 0).ToList();
        var others = records.Where(record => record.First > 0).Except(glued.Select(pair => pair.Below)).ToList();
        if (others.Count < FewestOthers || others.Count(record => lines[record.First].Gap > 0) * 5 < others.Count * 4)
            return;
        foreach (var (above, _) in glued)
        {
            var title = Array.IndexOf(parts, Part.Title, above.First, above.End - above.First);
            parts[title] = Part.Caption;
            parts.AsSpan(title + 1, above.End - title - 1).Fill(Part.Kicker);
        }
    }

    /// <summary>
    /// Where stories have dates and every teaser is a sentence, a few words below a date are no teaser but the caption of
    /// the next story, in a block of its own.
    /// </summary>
    private static void JoinUnended(IReadOnlyList<TextLine> lines, Part[] parts, List<Record> records)
    {
        var told = records.Where(record => record.Small && parts[record.End - 1] == Part.Teaser).ToList();
        var unended = told.Where(record => lines[record.End - 1][Trait.End] == 0).ToList();
        if (told.Count - unended.Count < FewestOthers || unended.Count * 6 > told.Count || unended.Count == 0)
            return;
        var usual = told.Except(unended).Select(record => lines[record.End - 1].Width).Order().ElementAt((told.Count - unended.Count) / 2);
        foreach (var record in unended)
        {
            if (record.End < parts.Length && parts[record.End] == Part.Title && lines[record.End - 1].Width * 2 < usual && lines[record.End - 1].Gap > 0 && lines[record.End].Gap > 0)
                parts[record.End - 1] = Part.Caption;
        }
    }

    /// <summary>Items without teaser and the item right below.</summary>
    private static IEnumerable<(Record Above, Record Below)> Neighbours(Part[] parts, List<Record> records) =>
        records.Zip(records.Skip(1)).Where(pair => pair.First.Bare && pair.Second.First == pair.First.End && parts.AsSpan(pair.First.First, pair.First.End - pair.First.First).Contains(Part.Title));
}
