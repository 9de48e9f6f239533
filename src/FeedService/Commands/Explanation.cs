// How a file was read, as JSON for programs and as marked lines for people.
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FeedService.Listings;
using FeedService.Model;

namespace FeedService.Commands;

internal static class Explanation
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for a terminal or a file, never inside a page
    };

    public static string ToJson(IEnumerable<(string File, ParsedListing Reading)> readings) => JsonSerializer.Serialize(
        readings.Select(reading => new
        {
            reading.File,
            reading.Reading.Encoding,
            Lines = reading.Reading.LineCount,
            Blank = reading.Reading.BlankCount,
            reading.Reading.Rejected,
            Entries = reading.Reading.Entries.Select(entry => new { entry.Caption, entry.Title, entry.Teaser, Lines = new[] { entry.Lines.First, entry.Lines.Last } }),
            Furniture = reading.Reading.Furniture.Select(line => new { line.Line, line.Text }),
        }),
        Json);

    public static string ToText(IEnumerable<(string File, ParsedListing Reading)> readings, bool colour)
    {
        var text = new StringBuilder();
        foreach (var (file, reading) in readings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Printable.Of(file)} ({reading.Encoding ?? "no encoding"}): ")
                .Append(reading.Rejected is { } reason
                    ? $"rejected: {reason}\n"
                    : $"{reading.LineCount} lines = {reading.BlankCount} blank + {reading.LineCount - reading.BlankCount - reading.Furniture.Count} of {reading.Entries.Count} entries + {reading.Furniture.Count} of furniture\n");
            foreach (var line in reading.Lines.Where(line => line.Label != LineLabel.Blank))
                text.Append(LineOf(line, colour));
        }
        return text.ToString();
    }

    private static string LineOf(ReadLine line, bool colour)
    {
        const int shown = 100;
        var start = line.Text.Length <= shown ? line.Text : line.Text[..shown] + "...";
        var marked = string.Create(CultureInfo.InvariantCulture, $"{line.Line,6}  {line.Label,-9}");
        return $"{(colour ? Paint(line.Label, marked) : marked)}  {start}{(line.Reason.Length == 0 ? "" : $"   ({line.Reason})")}\n";
    }

    private static string Paint(LineLabel label, string text) => $"\e[{label switch
    {
        LineLabel.Title => "1;32",
        LineLabel.Teaser => "32",
        LineLabel.Caption => "36",
        LineLabel.Date => "33",
        _ => "90",
    }}m{text}\e[0m";
}
