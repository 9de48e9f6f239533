// What the page glues to its texts: "Read more" in any words, dates before headlines.
using System.Buffers;
using FeedService.Listings.Dates;
using FeedService.Listings.Lines;

namespace FeedService.Listings.Wording;

internal sealed class GluedPhrases(Repetitions repetitions)
{
    /// <summary>A text is long beside a button's words.</summary>
    private const int LongestSmall = 80;

    /// <summary>Words of a phrase with an arrow after it.</summary>
    private const int LongestPointer = 5;

    /// <summary>What follows a date on its line is a headline from this width on, a category below.</summary>
    private const int NarrowestHeadline = 14;

    private const int LongestDated = 200;

    private static readonly SearchValues<char> DateEnds = SearchValues.Create(" –—-:|·,.");

    private readonly Dictionary<string, int> _tails = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _heads = new(StringComparer.OrdinalIgnoreCase);
    private int _long;
    private int _glued;
    private int _datedLines;
    private int _datedHeadlines;

    /// <summary>"05/03/2024 – Observatory opens": the page writes its dates before its headlines, on their lines.</summary>
    public bool DatesHeadlines => _datedHeadlines > 2 && _datedHeadlines * 5 >= _datedLines * 4;

    /// <summary>Once may be the author's own words.</summary>
    private bool GluesReadMore => _glued > 2;

    public void Count(string line)
    {
        if (Fragments.HeadLength(line) is var head and > 0)
            CountOne(_heads, line.AsSpan(0, head));
        if (Fragments.TailStart(line) is var tail && tail < line.Length)
            CountOne(_tails, line.AsSpan(tail));
        for (var words = LongestPointer; words > 0 && Fragments.PointingTail(line, words) is var pointer && pointer < line.Length; words--)
            CountOne(_tails, line.AsSpan(pointer));
        _glued += Fragments.TrailingReadMore(line, anywhere: true) < line.Length ? 1 : 0;
        _long += line.Length > LongestSmall ? 1 : 0;
        if (char.IsDigit(line[0]) && line.Length <= LongestDated)
            CountDated(line);
    }

    /// <summary>
    /// The line without a phrase glued to it: one that the table knows, or any short tail after a sentence's end
    /// that a good part of the file's long lines share.
    /// </summary>
    public string Core(string line)
    {
        if (Fragments.IsReadMore(line) && !StartsLikeOthers(line) && !(GluesReadMore && Fragments.TrailingReadMore(line, anywhere: true) < line.Length))
            return line;
        var core = Head(line) is var head and > 0 ? line[head..] : line;
        if (TailStart(core) is var tail && tail < core.Length)
            core = core[..tail].TrimEnd();
        if (DatesHeadlines && DatedHead(core) is var dated && dated < core.Length)
            core = core[dated..];
        return core.Length == 0 ? line : core;
    }

    private static void CountOne(Dictionary<string, int> counts, ReadOnlySpan<char> text)
    {
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        lookup[text] = lookup.TryGetValue(text, out var count) ? count + 1 : 1;
    }

    private int TailStart(string core)
    {
        if (Fragments.TailStart(core) is var tail && tail < core.Length && IsShared(core.AsSpan(tail)))
            return tail;
        for (var words = LongestPointer; words > 0; words--)
        {
            if (Fragments.PointingTail(core, words) is var pointer && pointer < core.Length && IsShared(core.AsSpan(pointer)))
                return pointer;
        }

        return Fragments.TrailingReadMore(core, GluesReadMore);
    }

    private bool IsShared(ReadOnlySpan<char> tail) =>
        _tails.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(tail, out var count) && count > 2 && count * 3 > _long;

    /// <summary>A phrase before text is glued when it is glued so elsewhere too; once, it may be the headline's own.</summary>
    private int Head(string line) =>
        Fragments.LeadingReadMore(line) is var sure and > 0 ? sure : StartsLikeOthers(line) ? Fragments.HeadLength(line) : 0;

    /// <summary>"Continue reading" and a headline that stands elsewhere is no glued phrase but a line of its own.</summary>
    private bool StartsLikeOthers(string line) =>
        Fragments.HeadLength(line) is var head and > 0
        && _heads.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(line.AsSpan(0, head), out var count) && count > 1
        && !repetitions.Holds(line.AsSpan(head).Trim("\"“”„«» →…"));

    private void CountDated(string line)
    {
        if (DatedHead(line) is not (> 0 and var head) || head == line.Length)
            return;
        _datedLines++;
        var width = LineTraits.Width(line[head..]);
        _datedHeadlines += width >= NarrowestHeadline && LineKinds.Of(line[head..], width, null) == LineKind.Plain ? 1 : 0;
    }

    /// <summary>Length of a date at the line's front and the signs after it, or 0.</summary>
    private static int DatedHead(string line)
    {
        if (DateLine.Read(line, DateOrder.Unknown) is not { Leads: true, End: > 0 and var end })
            return 0;
        var text = line.AsSpan(end).IndexOfAnyExcept(DateEnds);
        return text < 0 ? line.Length : end + text;
    }
}
