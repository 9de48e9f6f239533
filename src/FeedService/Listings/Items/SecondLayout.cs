// A page of two layouts: below its stories short notices, each a headline and a line, that passed for captions and headlines.
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;

namespace FeedService.Listings.Items;

internal static class SecondLayout
{
    /// <summary>A story without teaser happens, three captioned ones in a row hardly.</summary>
    private const int ShortestRun = 3;

    private const int FewestStories = 2;

    public static void Restore(IReadOnlyList<TextLine> lines, Part[] parts)
    {
        var records = Record.All(parts);
        var pairs = records.Count(record => IsPair(lines, parts, record));
        // Where stories do go without teasers, some go without a caption too.
        if (records.Count(record => !record.Bare) < FewestStories || records.Count(record => record.Bare) * 4 > pairs * 5)
            return;
        for (var first = 0; first < records.Count; first++)
        {
            var end = first;
            while (end < records.Count && IsPair(lines, parts, records[end]))
                end++;
            if (end - first >= ShortestRun)
                records[first..end].ForEach(record => (parts[record.First], parts[record.First + 1]) = (Part.Title, Part.Teaser));
            first = end;
        }
    }

    private static bool IsPair(IReadOnlyList<TextLine> lines, Part[] parts, Record record) =>
        record.Bare && record.End - record.First == 2 && parts[record.First] == Part.Caption && parts[record.First + 1] == Part.Title && lines[record.First + 1].Gap == 0;
}
