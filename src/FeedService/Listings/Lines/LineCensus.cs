// What the lines of a file have in common: repeated lines, shapes of digits, first words, glued phrases.
using System.Buffers;
using System.Text;
using FeedService.Listings.Dates;

namespace FeedService.Listings.Lines;

internal sealed class LineCensus
{
    private const int LongestCounted = 200;
    private const int LongestSmall = 80;

    /// <summary>Words of a phrase with an arrow after it.</summary>
    private const int LongestPointer = 5;

    /// <summary>What follows a date on its line is a headline from this width on, a category below.</summary>
    private const int NarrowestHeadline = 14;

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" ,.;:!?()[]|·•/–—-、，。・\"“”„«»");

    private static readonly SearchValues<char> DateEnds = SearchValues.Create(" –—-:|·,.");

    private readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _leads = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _tails = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _heads = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _copies;
    private int _filled;
    private int _long;
    private int _glued;
    private int _datedLines;
    private int _datedHeadlines;

    public DateOrder DateOrder { get; private set; }

    /// <summary>"05/03/2024 – Observatory opens": the page writes its dates before its headlines, on their lines.</summary>
    public bool DatesHeadlines => _datedHeadlines > 2 && _datedHeadlines * 5 >= _datedLines * 4;

    /// <summary>Once may be the author's own words.</summary>
    private bool GluesPhrases => _glued > 2;

    private LineCensus(HashSet<int> copies) => _copies = copies;

    public static LineCensus Take(IReadOnlyList<string> lines)
    {
        var census = new LineCensus(Repetitions.Copies(lines));
        var replayed = Repetitions.Replayed(lines);
        foreach (var (number, line) in lines.Index())
        {
            if (!census._copies.Contains(number) && !replayed.Contains(number))
                census.Count(line);
        }

        return census;
    }

    /// <summary>Whether the line with this index stands in a bare list of lines that the page shows elsewhere.</summary>
    public bool IsCopy(int index) => _copies.Contains(index);

    /// <summary>
    /// The line without a phrase glued to it: one that the table knows, or any short tail after a sentence's end
    /// that a good part of the file's long lines share.
    /// </summary>
    public string Core(string line)
    {
        if (Fragments.IsReadMore(line) && !StartsLikeOthers(line) && !(GluesPhrases && Fragments.TrailingReadMore(line, anywhere: true) < line.Length))
            return line;
        var core = line[Head(line)..];
        core = core[..TailStart(core)].TrimEnd();
        if (DatesHeadlines && DatedHead(core) is var dated && dated < core.Length)
            core = core[dated..];
        return core.Length == 0 ? line : core;
    }

    private int TailStart(string core)
    {
        if (Fragments.TailStart(core) is var tail && tail < core.Length && IsShared(core[tail..]))
            return tail;
        for (var words = LongestPointer; words > 0; words--)
        {
            if (Fragments.PointingTail(core, words) is var pointer && pointer < core.Length && IsShared(core[pointer..]))
                return pointer;
        }

        return Fragments.TrailingReadMore(core, GluesPhrases);
    }

    public int Repeats(string line) => line.Length > LongestCounted ? 1 : _lines.GetValueOrDefault(line, 1);

    public bool SharesDigitShape(string line) =>
        line.Length <= LongestCounted && Shape(line) is { } shape && _shapes.GetValueOrDefault(shape) > 2;

    /// <summary>0 nothing shared, 1 a first word shared by several short lines, 2 a label before a colon shared by several.</summary>
    public int Lead(string line)
    {
        if (line.Length > LongestSmall || LeadOf(line) is not { } lead || _leads.GetValueOrDefault(lead) < Math.Max(3, _filled / 12))
            return 0;
        return lead[^1] is ':' or '：' ? 2 : 1;
    }

    /// <summary>All words of the line that could name something stand in another small line too.</summary>
    public bool IsFamiliar(string line)
    {
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        var any = false;
        foreach (var range in line.AsSpan().SplitAny(WordEnds))
        {
            var word = line.AsSpan(range);
            if (!Names(word))
                continue;
            any = true;
            if (!words.TryGetValue(word, out var count) || count < 2)
                return false;
        }

        return any;
    }

    private static bool Names(ReadOnlySpan<char> word) => word.Length > 3 || (word.Length > 1 && !char.IsAscii(word[0]));

    private void CountWords(string line)
    {
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in line.AsSpan().SplitAny(WordEnds))
        {
            var word = line.AsSpan(range);
            if (Names(word))
                words[word] = words.TryGetValue(word, out var count) ? count + 1 : 1;
        }
    }

    private bool IsShared(string tail) => _tails.GetValueOrDefault(tail) is var count and > 2 && count * 3 > _long;

    /// <summary>A phrase before text is glued when it is glued so elsewhere too; once, it may be the headline's own.</summary>
    private int Head(string line) =>
        Fragments.LeadingReadMore(line) is var sure and > 0 ? sure : StartsLikeOthers(line) ? Fragments.HeadLength(line) : 0;

    /// <summary>"Continue reading" and a headline that stands elsewhere is no glued phrase but a line of its own.</summary>
    private bool StartsLikeOthers(string line) =>
        Fragments.HeadLength(line) is var head and > 0
        && _heads.GetValueOrDefault(line[..head]) > 1
        && !_lines.ContainsKey(line[head..].Trim('"', '“', '”', '„', '«', '»', ' ', '→', '…'));

    private void Count(string line)
    {
        if (line.Length == 0)
            return;
        CountGlued(line);
        if (line.Length > LongestCounted)
            return;
        _filled++;
        _lines[line] = _lines.GetValueOrDefault(line) + 1;
        if (DateOrder == DateOrder.Unknown)
            DateOrder = DateLine.OrderIn(line);
        CountDated(line);
        if (Shape(line) is { } shape)
            _shapes[shape] = _shapes.GetValueOrDefault(shape) + 1;
        if (line.Length > LongestSmall)
            return;
        CountWords(line);
        if (LeadOf(line) is { } lead)
            _leads[lead] = _leads.GetValueOrDefault(lead) + 1;
    }

    private void CountDated(string line)
    {
        if (!char.IsDigit(line[0]) || DatedHead(line) is not (> 0 and var head))
            return;
        _datedLines++;
        _datedHeadlines += LineTraits.Width(line[head..]) >= NarrowestHeadline && LineKinds.Of(line[head..], LineTraits.Width(line[head..]), null) == LineKind.Plain ? 1 : 0;
    }

    /// <summary>Length of a date at the line's front and the signs after it, or 0.</summary>
    private static int DatedHead(string line)
    {
        if (DateLine.Read(line, DateOrder.Unknown) is not { Leads: true, End: > 0 and var end })
            return 0;
        var text = line.AsSpan(end).IndexOfAnyExcept(DateEnds);
        return text < 0 ? line.Length : end + text;
    }

    private void CountGlued(string line)
    {
        if (Fragments.HeadLength(line) is var head and > 0)
            _heads[line[..head]] = _heads.GetValueOrDefault(line[..head]) + 1;
        if (Fragments.TailStart(line) is var tail && tail < line.Length)
            _tails[line[tail..]] = _tails.GetValueOrDefault(line[tail..]) + 1;
        for (var words = LongestPointer; words > 0 && Fragments.PointingTail(line, words) is var pointer; words--)
        {
            if (pointer < line.Length)
                _tails[line[pointer..]] = _tails.GetValueOrDefault(line[pointer..]) + 1;
        }

        _glued += Fragments.TrailingReadMore(line, anywhere: true) < line.Length ? 1 : 0;
        _long += line.Length > LongestSmall ? 1 : 0;
    }

    /// <summary>The line with every run of digits as one 0, so that "3 comments" and "12 comments" are one shape.</summary>
    private static string? Shape(string line)
    {
        if (!line.Any(char.IsDigit))
            return null;
        var shape = new StringBuilder(line.Length);
        foreach (var c in line)
        {
            if (!char.IsDigit(c))
                shape.Append(c);
            else if (shape.Length == 0 || shape[^1] != '0')
                shape.Append('0');
        }

        return shape.ToString();
    }

    private static string? LeadOf(string line)
    {
        var end = line.AsSpan().IndexOfAny(' ', ':', '：');
        if (end <= 0)
            return null;
        if (line[end] != ' ')
            return line[..(end + 1)];
        var colon = line.AsSpan().IndexOfAny(':', '：');
        return colon is > 0 and < 24 ? line[..(colon + 1)] : line[..end];
    }
}
