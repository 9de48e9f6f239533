// How a file was read, line by line, as HTML.
using FeedService.Listings;
using FeedService.Model;
using FeedService.Publish.Pages;

namespace FeedService.Publish.Operator;

internal static class Readings
{
    /// <summary>Enough for any page of headlines; the command "explain" shows all lines of any file.</summary>
    private const int MostLines = 2000;

    public static Html Summary(ParsedListing reading) => reading.Rejected is { } reason
        ? Html.Of($"<p class=\"bad\">It is rejected: {reason}</p>")
        : Html.Of($"<p>Lines: {reading.LineCount} ({reading.Encoding}), blank: {reading.BlankCount}, of no entry: {reading.Furniture.Count}. Entries: {reading.Entries.Count}.</p>");

    public static Html Entries(IReadOnlyList<Entry> entries) => new Html()
        .Add($"<ol class=\"texts\">")
        .AddEach(entries, entry => $"<li>{Entry(entry)}</li>")
        .Add($"</ol>");

    public static Html Entry(Entry entry) => new Html()
        .Add($"<p dir=\"auto\"><strong>{entry.Title}</strong></p>")
        .AddIf(entry.Teaser is not null, $"<p dir=\"auto\">{entry.Teaser}</p>")
        .AddIf(entry.Caption is not null, $"<p class=\"caption\">Picture: <span dir=\"auto\">{entry.Caption}</span></p>")
        .Add($"<p class=\"meta\">Lines {entry.Lines.First} to {entry.Lines.Last}, sure by {entry.Confidence:P0}</p>");

    public static Html Lines(ParsedListing reading)
    {
        var lines = reading.Lines.Where(line => line.Label != LineLabel.Blank).Take(MostLines).ToList();
        var shown = new Html().Add($"<ul class=\"lines\">");
        foreach (var line in lines)
            shown.Add($"<li><span class=\"number\">{line.Line}</span> <span class=\"label\">{NameOf(line.Label)}</span> <span dir=\"auto\">{line.Text}</span>{Reason(line)}</li>");
        return shown.Add($"</ul>").AddIf(lines.Count == MostLines, $"<p class=\"meta\">These are the first {MostLines} lines; “explain” shows all.</p>");
    }

    private static Html Reason(ReadLine line) => new Html().AddIf(line.Reason.Length > 0, $" <span class=\"meta\">({line.Reason})</span>");

    private static string NameOf(LineLabel label) => label switch
    {
        LineLabel.Furniture => "no entry",
        _ => label.ToString().ToLowerInvariant(),
    };
}
