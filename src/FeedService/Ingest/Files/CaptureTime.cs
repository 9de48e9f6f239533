// When a page looked like its listing: the date in the file's name, else the file's modification time.
using System.Globalization;
using System.Text.RegularExpressions;

namespace FeedService.Ingest;

internal static partial class CaptureTime
{
    /// <summary>
    /// A name may hold 2026-05-04, 20260504, 2026-05-04T1830, 2026-05-04_18-30-05 and the like, in UTC. A day alone
    /// means its noon, which is that day nearly everywhere on earth. The result is whole seconds and never after
    /// <paramref name="now"/>.
    /// </summary>
    public static DateTimeOffset Of(string fileName, DateTimeOffset modified, DateTimeOffset now)
    {
        var capture = InName(fileName) ?? modified;
        var earliest = capture < now ? capture : now;
        return DateTimeOffset.FromUnixTimeSeconds(earliest.ToUnixTimeSeconds());
    }

    private static DateTimeOffset? InName(string fileName)
    {
        foreach (Match match in Date().Matches(fileName))
        {
            if (Instant(match) is { } instant)
                return instant;
        }
        return null;
    }

    private static DateTimeOffset? Instant(Match match)
    {
        var day = match.Groups["y"].Value + match.Groups["m"].Value + match.Groups["d"].Value;
        var time = match.Groups["h"].Success
            ? match.Groups["h"].Value + match.Groups["min"].Value + (match.Groups["s"].Success ? match.Groups["s"].Value : "00")
            : "120000";
        return DateTimeOffset.TryParseExact(
            day + time, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
    }

    // Bounded by non-alphanumerics, so that a hash such as 42144204 inside a name is never a date.
    [GeneratedRegex(@"(?<![0-9A-Za-z])(?<y>19\d\d|20\d\d)(?<sep>[-_.]?)(?<m>\d\d)\k<sep>(?<d>\d\d)(?:[-_T. ]?(?<h>\d\d)[-_:.h]?(?<min>\d\d)(?:[-_:.]?(?<s>\d\d))?Z?)?(?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
