// What the lines of a file have in common: repeated lines, shapes of digits, first words, glued phrases.
using System.Buffers;
using FeedService.Listings.Dates;
using FeedService.Listings.Wording;

namespace FeedService.Listings.Lines;

internal sealed class LineCensus
{
    private const int LongestCounted = 200;
    private const int LongestSmall = 80;

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" ,.;:!?()[]|·•/–—-、，。・\"“”„«»");

    private readonly Dictionary<string, int> _shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _leads = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly Repetitions _repetitions;
    private int _filled;

    private LineCensus(Repetitions repetitions)
    {
        _repetitions = repetitions;
        Glued = new GluedPhrases(repetitions);
    }

    public GluedPhrases Glued { get; }

    public DateOrder DateOrder { get; private set; }

    public static LineCensus Take(IReadOnlyList<string> lines)
    {
        var census = new LineCensus(Repetitions.Find(lines));
        for (var line = 0; line < lines.Count; line++)
        {
            if (lines[line].Length > 0 && !census._repetitions.IsSecondSight(line))
                census.Count(lines[line]);
        }

        return census;
    }

    /// <summary>Whether the line with this index stands in a bare list of lines that the page shows elsewhere.</summary>
    public bool IsCopy(int index) => _repetitions.IsCopy(index);

    public int Repeats(string line) => line.Length > LongestCounted ? 1 : _repetitions.Times(line);

    public bool SharesDigitShape(string line)
    {
        Span<char> shape = stackalloc char[LongestCounted];
        return line.Length <= LongestCounted && Shape(line, shape) is > 0 and var length && CountOf(_shapes, shape[..length]) > 2;
    }

    /// <summary>0 nothing shared, 1 a first word shared by several short lines, 2 a label before a colon shared by several.</summary>
    public int Lead(string line)
    {
        if (line.Length > LongestSmall || LeadLength(line) is not (> 0 and var lead) || CountOf(_leads, line.AsSpan(0, lead)) < Math.Max(3, _filled / 12))
            return 0;
        return line[lead - 1] is ':' or '：' ? 2 : 1;
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

    private void Count(string line)
    {
        Glued.Count(line);
        if (line.Length > LongestCounted)
            return;
        _filled++;
        if (DateOrder == DateOrder.Unknown)
            DateOrder = DateLine.OrderIn(line);
        Span<char> shape = stackalloc char[LongestCounted];
        if (Shape(line, shape) is > 0 and var length)
            CountOne(_shapes, shape[..length]);
        if (line.Length > LongestSmall)
            return;
        CountWords(line);
        if (LeadLength(line) is > 0 and var lead)
            CountOne(_leads, line.AsSpan(0, lead));
    }

    private static void CountOne(Dictionary<string, int> counts, ReadOnlySpan<char> text)
    {
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        lookup[text] = lookup.TryGetValue(text, out var count) ? count + 1 : 1;
    }

    private static int CountOf(Dictionary<string, int> counts, ReadOnlySpan<char> text) =>
        counts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var count) ? count : 0;

    /// <summary>Writes the line with every run of digits as one 0, so that "3 comments" and "12 comments" are one shape; 0 for a line without any.</summary>
    private static int Shape(string line, Span<char> shape)
    {
        var (length, any) = (0, false);
        foreach (var c in line)
        {
            var digit = char.IsDigit(c);
            any |= digit;
            if (!digit || length == 0 || shape[length - 1] != '0')
                shape[length++] = digit ? '0' : c;
        }

        return any ? length : 0;
    }

    /// <summary>Length of the line's first word, or of all words before a colon that comes soon; 0 for a line of one word.</summary>
    private static int LeadLength(string line)
    {
        var end = line.AsSpan().IndexOfAny(' ', ':', '：');
        if (end <= 0)
            return 0;
        if (line[end] != ' ')
            return end + 1;
        var colon = line.AsSpan().IndexOfAny(':', '：');
        return colon is > 0 and < 24 ? colon + 1 : end;
    }
}
