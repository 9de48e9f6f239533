// doctor's look at the time: the clock against what it said before, and the dates of the files against the clock.
using FeedService.Ingest;
using FeedService.Storage;
using Microsoft.Extensions.Options;

namespace FeedService.Commands;

internal static class ClockCheck
{
    private const string SetTheClock = "Set the clock, and let it be kept by NTP (timedatectl set-ntp true)";

    /// <summary>Two machines whose clocks are kept differ by less.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>A day in a name means its noon, and somewhere on earth that day has begun fourteen hours before ours.</summary>
    private static readonly TimeSpan ToleranceOfNames = TimeSpan.FromDays(1.1);

    /// <param name="readable">Whether the database can be asked.</param>
    public static async Task<Finding> OfClockAsync(IServiceProvider services, bool readable, CancellationToken cancellationToken)
    {
        var latest = readable ? await services.GetRequiredService<ListingReader>().ReadLatestMomentAsync(cancellationToken) : null;
        return OfClock(services.GetRequiredService<TimeProvider>().GetUtcNow(), InstalledAt(), latest);
    }

    /// <param name="latest">The latest moment that the database knows of.</param>
    public static Finding OfClock(DateTimeOffset now, DateTimeOffset installed, DateTimeOffset? latest)
    {
        var seen = $"{now:yyyy-MM-dd HH:mm:ss} UTC";
        if (now < installed.AddDays(-1))
            return new Finding("clock", $"{seen} is before this program was installed ({installed:yyyy-MM-dd})", SetTheClock);
        return latest > now + Tolerance
            ? new Finding("clock", $"{seen} is before {latest:yyyy-MM-dd HH:mm:ss} UTC, when a listing was read or a story is dated", $"{SetTheClock}. If it is right now, it was ahead then: those stories stay on top until their date has passed, or \"retract\" them")
            : new Finding("clock", seen);
    }

    /// <summary>No story is dated after the moment in which its file is read: a date still to come is lost, and a wrong clock is behind it.</summary>
    public static Finding OfFiles(IServiceProvider services)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ahead = FilesOf(services.GetRequiredService<IOptions<InboxOptions>>().Value).Where(file => IsAhead(file, now)).ToList();
        return ahead.Count == 0
            ? new Finding("dates of files", "none is still to come")
            : new Finding("dates of files", $"{ahead.Count} file(s) are dated after now, such as {ahead[0].Label}", "Set the clocks of this machine and of the one that writes them, by NTP, and name no file by a day to come; such a file counts as captured when it is read");
    }

    private static bool IsAhead(InboxFile file, DateTimeOffset now) =>
        file.Modified > now + Tolerance || CaptureTime.Of(file.Name, now, DateTimeOffset.MaxValue) > now + ToleranceOfNames;

    /// <summary>That the inbox cannot be looked at is told where the inbox is.</summary>
    private static IReadOnlyList<InboxFile> FilesOf(InboxOptions inbox)
    {
        try
        {
            return Inbox.Scan(Path.GetFullPath(inbox.Folder)).Files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Where the program is one file there is no library beside it.</summary>
    private static DateTimeOffset InstalledAt()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "FeedService.dll");
        return new DateTimeOffset(File.GetLastWriteTimeUtc(File.Exists(library) ? library : Environment.ProcessPath!), TimeSpan.Zero);
    }
}
