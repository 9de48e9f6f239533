// What an item looks like without its words: its parts in their order, and the gaps between them.
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;

namespace FeedService.Listings.Items;

internal sealed class Skeleton
{
    private const int Longest = 14;

    /// <summary>Two items alike are a habit where there are few, and one of a dozen where there are many.</summary>
    private const int FewestAlike = 2;
    private const int FewestInHundred = 8;

    private readonly byte[] _gaps;
    private readonly bool[] _dated;

    private Skeleton(Evidence lines, Part[] parts, Record record)
    {
        Parts = parts[record.First..record.End];
        _gaps = lines.Gap[record.First..record.End];
        _dated = [.. Enumerable.Range(record.First, Parts.Length).Select(line => IsDate(lines, line))];
        IsWhole = Parts.Contains(Part.Title) && Parts.AsSpan().ContainsAny(Part.Teaser, Part.Meta, Part.Kicker);
    }

    /// <summary>From the item's first line to its last.</summary>
    public Part[] Parts { get; }

    /// <summary>A headline with its teaser, or with a date or a byline that shows it is a story.</summary>
    public bool IsWhole { get; }

    /// <summary>How many of the file's items look so.</summary>
    public int Count { get; private set; }

    /// <summary>Each record's skeleton; of those that look alike it is the same one.</summary>
    public static List<Skeleton> Of(Evidence lines, Part[] parts, List<Record> records)
    {
        var known = new Dictionary<string, Skeleton>().GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> look = stackalloc char[Longest];
        var skeletons = new List<Skeleton>(records.Count);
        foreach (var record in records)
        {
            var length = Math.Min(Longest, record.End - record.First);
            for (var i = 0; i < length; i++)
                look[i] = (char)(((int)parts[record.First + i] * Evidence.Gaps) + (i == 0 ? 0 : lines.Gap[record.First + i]));
            if (!known.TryGetValue(look[..length], out var skeleton))
                known[look[..length]] = skeleton = new Skeleton(lines, parts, record);
            skeleton.Count++;
            skeletons.Add(skeleton);
        }

        return skeletons;
    }

    /// <summary>Enough whole items look so that others may be expected to.</summary>
    public bool IsHabit(int records) => IsWhole && Count >= FewestAlike && Count * 100 >= records * FewestInHundred && Parts.Length < Longest;

    /// <summary>The gaps between the lines are the item's; what stands before it is not its own.</summary>
    public bool Fits(Evidence lines, int first) =>
        first + _gaps.Length <= lines.Count && lines.Gap.AsSpan(first + 1, _gaps.Length - 1).SequenceEqual(_gaps.AsSpan(1));

    /// <summary>Where items have dates, the lines that would be one's have them too.</summary>
    public bool IsDatedAs(Evidence lines, int first)
    {
        for (var i = 0; i < _dated.Length; i++)
        {
            if (_dated[i] && !IsDate(lines, first + i))
                return false;
        }

        return true;
    }

    private static bool IsDate(Evidence lines, int line) => lines.Traits(line)[(int)Trait.Kind] == (int)LineKind.Date;
}
