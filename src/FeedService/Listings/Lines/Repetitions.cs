// Which lines of a page are the same, and which parts of it the page shows twice and so say nothing of its habits.
namespace FeedService.Listings.Lines;

internal sealed class Repetitions
{
    private const int LongestCopy = 200;

    /// <summary>Categories and reading times stand in rows too; headlines are wider than most of them.</summary>
    private const int NarrowestCopy = 14;
    private const int WidestCopy = 140;

    private readonly Dictionary<string, int> _ids;
    private readonly IReadOnlyList<string> _lines;

    /// <summary>The page's lines without the blank ones: which line of the page each is, and which text it has.</summary>
    private readonly List<(int Line, int Id)> _filled = [];
    private readonly List<int> _counts = [];
    private readonly bool[] _copies;
    private readonly bool[] _replayed;

    private Repetitions(IReadOnlyList<string> lines)
    {
        _lines = lines;
        _ids = new(lines.Count, StringComparer.OrdinalIgnoreCase);
        _copies = new bool[lines.Count];
        _replayed = new bool[lines.Count];
        for (var line = 0; line < lines.Count; line++)
        {
            if (lines[line].Length > 0)
                _filled.Add((line, IdOf(lines[line])));
        }
    }

    public static Repetitions Find(IReadOnlyList<string> lines)
    {
        var repetitions = new Repetitions(lines);
        repetitions.MarkCopies();
        repetitions.MarkReplayed();
        repetitions.Count();
        return repetitions;
    }

    /// <summary>Whether the line stands in a bare list of lines that the page shows elsewhere.</summary>
    public bool IsCopy(int line) => _copies[line];

    /// <summary>Whether the line is the page shown a second time, and no habit of the page.</summary>
    public bool IsSecondSight(int line) => _copies[line] || _replayed[line];

    /// <summary>How often the text stands on the page, second sights aside.</summary>
    public int Times(string text) => Math.Max(1, _counts[_ids[text]]);

    public bool Holds(ReadOnlySpan<char> text) => _ids.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(text);

    private int IdOf(string text)
    {
        if (_ids.TryGetValue(text, out var id))
            return id;
        _counts.Add(0);
        return _ids[text] = _counts.Count - 1;
    }

    private void Count()
    {
        foreach (var (line, id) in _filled)
            _counts[id] += IsSecondSight(line) ? 0 : 1;
    }

    /// <summary>
    /// "Recent posts" and "Most read": three lines or more in a row that all stand a second time elsewhere, and not in a row.
    /// They are furniture, and they must not make their originals look like a page's repeating lines.
    /// </summary>
    private void MarkCopies()
    {
        var others = Others();
        for (var first = 0; first < _filled.Count; first++)
        {
            var end = first;
            while (end < _filled.Count && others[end] >= 0)
                end++;
            if (end - first >= 3 && AreCopies(first, others[first..end]))
            {
                for (var at = first; at < end; at++)
                    _copies[_filled[at].Line] = !_copies[_filled[others[at]].Line];
            }

            first = Math.Max(first, end);
        }
    }

    private static bool AreCopies(int first, int[] originals)
    {
        Array.Sort(originals);
        var apart = 0;
        for (var i = 1; i < originals.Length; i++)
            apart += originals[i] - originals[i - 1] > 1 ? 1 : 0;
        return apart * 2 > originals.Length - 1 || originals[0] < first;
    }

    /// <summary>For each line where its text stands a second time, if it does exactly that and could be in a list of links; else -1.</summary>
    private int[] Others()
    {
        var places = new (int First, int Last, int Times)[_counts.Count];
        for (var at = 0; at < _filled.Count; at++)
        {
            ref var place = ref places[_filled[at].Id];
            place = (place.Times == 0 ? at : place.First, at, place.Times + 1);
        }

        var others = new int[_filled.Count];
        for (var at = 0; at < _filled.Count; at++)
        {
            var (first, last, times) = places[_filled[at].Id];
            others[at] = times == 2 && MayBeCopy(_lines[_filled[at].Line]) ? first + last - at : -1;
        }

        return others;
    }

    /// <summary>A headline by its looks: a page that shows teasers a second time shows its stories again, not a list of links.</summary>
    private static bool MayBeCopy(string text) =>
        text.Length <= LongestCopy && LineTraits.Width(text) is >= NarrowestCopy and <= WidestCopy && text[^1] is not ('.' or '。' or '।' or '…' or ']');

    /// <summary>
    /// Lines that come a second time between the same neighbours: two captures in one file, or a page that shows its
    /// newest story twice. What repeats there is the page, not a habit of the page.
    /// </summary>
    private void MarkReplayed()
    {
        var seen = new HashSet<(int, int, int)>(_filled.Count);
        for (var i = 1; i + 1 < _filled.Count; i++)
            _replayed[_filled[i].Line] = !seen.Add((_filled[i - 1].Id, _filled[i].Id, _filled[i + 1].Id));
    }
}
