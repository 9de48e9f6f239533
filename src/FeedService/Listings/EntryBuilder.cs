// Labelled lines to entries: texts joined, fragments cut, dates taken, every line given its reason.
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;
using FeedService.Model;

namespace FeedService.Listings;

internal sealed class EntryBuilder
{
    /// <summary>An avatar, a name, a date, a category and a caption: more than that above a headline is a list of its own.</summary>
    private const int MostLinesAbove = 6;

    private readonly IReadOnlyList<TextLine> _lines;
    private readonly Labelling _labelling;
    private readonly List<Entry> _entries = [];
    /// <summary>For each entry the parts that it has, a bit for each.</summary>
    private readonly List<int> _shapes = [];
    private readonly ReadLine[] _read;

    private EntryBuilder(IReadOnlyList<TextLine> lines, Labelling labelling)
    {
        _lines = lines;
        _labelling = labelling;
        _read = new ReadLine[lines.Count];
    }

    public static (IReadOnlyList<Entry> Entries, IReadOnlyList<ReadLine> Lines) Build(IReadOnlyList<TextLine> lines, Labelling labelling)
    {
        var builder = new EntryBuilder(lines, labelling);
        for (var at = 0; at < lines.Count;)
            at = builder.TakeRecord(at);
        return (builder.WithConfidence(), builder._read);
    }

    /// <summary>An item shaped as most of the file's is read surely; the fewer others look like it, the less so.</summary>
    private List<Entry> WithConfidence()
    {
        var counts = _shapes.CountBy(shape => shape).ToDictionary();
        double most = counts.Count == 0 ? 1 : counts.Values.Max();
        return [.. _entries.Select((entry, i) => entry with { Confidence = .5 + (.5 * counts[_shapes[i]] / most) })];
    }

    private Part PartAt(int at) => _labelling.Parts[at];

    /// <summary>From the kicker, caption or headline at <paramref name="at"/> to the line before the next record; or one line of furniture.</summary>
    private int TakeRecord(int at)
    {
        var title = at;
        while (title < _lines.Count && PartAt(title) is Part.Kicker or Part.Caption)
            title++;
        if (title == _lines.Count || PartAt(title) != Part.Title)
            return PassFurniture(at, Math.Max(title, at + 1));

        if (title - at > MostLinesAbove)
            return PassFurniture(at, title - MostLinesAbove);
        var end = title + 1;
        while (end < _lines.Count && PartAt(end) is Part.Below or Part.Meta or Part.Detail or Part.Teaser or Part.More or Part.Trailer)
            end++;
        AddEntry(at, title, end);
        return end;
    }

    private int PassFurniture(int at, int end)
    {
        for (; at < end; at++)
            Label(at, LineLabel.Furniture, "outside the items", null);
        return end;
    }

    private void AddEntry(int first, int title, int end)
    {
        var index = _entries.Count;
        var headline = HeadlineText(_lines[title].Core);
        var teaser = new List<string>();
        string? caption = null;
        DateTimeOffset? date = null;
        var (firstLine, lastLine) = (_lines[title].Number, _lines[title].Number);
        var shape = 0;
        for (var at = first; at < end; at++)
        {
            shape |= 1 << (int)PartAt(at);
            switch (PartAt(at))
            {
                case Part.Title:
                    date ??= _lines[at].Core.Length < _lines[at].Text.Length ? _lines[at].Date?.Date : null;
                    Label(at, LineLabel.Title, "headline" + CutNote(_lines[at]), index);
                    break;
                case Part.Caption or Part.Below:
                    caption = caption is null ? _lines[at].Core : caption + " " + _lines[at].Core;
                    Label(at, LineLabel.Caption, PartAt(at) == Part.Below ? "caption below the headline" : "caption above the headline", index);
                    break;
                case Part.Teaser or Part.More:
                    teaser.Add(_lines[at].Core);
                    Label(at, LineLabel.Teaser, (PartAt(at) == Part.More ? "teaser goes on" : "teaser") + CutNote(_lines[at]), index);
                    break;
                default:
                    date ??= _lines[at].Kind == LineKind.Date ? _lines[at].Date?.Date : null;
                    Label(at, _lines[at].Kind == LineKind.Date ? LineLabel.Date : LineLabel.Furniture, Reason(_lines[at]), index);
                    continue;
            }

            firstLine = Math.Min(firstLine, _lines[at].Number);
            lastLine = _lines[at].Number;
        }

        _shapes.Add(shape);
        _entries.Add(new Entry
        {
            Caption = caption,
            Title = headline,
            Teaser = teaser.Count == 0 ? null : string.Join(' ', teaser),
            Lines = new LineRange(firstLine, lastLine),
            Date = date,
        });
    }

    private static string HeadlineText(string text)
    {
        var headline = text[Fragments.BulletLength(text)..];
        headline = headline[Fragments.NumberingLength(headline)..];
        return headline.Length == 0 ? text : headline;
    }

    private static string CutNote(TextLine line) =>
        line.Core.Length == line.Text.Length ? "" : $"; '{line.Text.Replace(line.Core, "", StringComparison.Ordinal).Trim()}' is cut";

    private static string Reason(TextLine line) => line.Kind switch
    {
        LineKind.Date => "date",
        LineKind.ReadMore => "leads on to the story",
        LineKind.Meta => "byline or count",
        LineKind.Notice => "button or notice",
        LineKind.Symbols => "only signs",
        _ => line[Trait.Repeats] > 1 ? "stands at many items" : "beside the item",
    };

    private void Label(int at, LineLabel label, string reason, int? entry) =>
        _read[at] = new ReadLine(_lines[at].Number, _lines[at].Text, label, reason, entry);
}
