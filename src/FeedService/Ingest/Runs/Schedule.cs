// How often the inbox is read: a span or a cron expression, as Quartz triggers and as the time between two scans.
using System.Globalization;
using Quartz;

namespace FeedService.Ingest;

internal sealed class Schedule
{
    private readonly IScheduleBuilder builder;
    private readonly TimeSpan firstAfter;
    private readonly Func<DateTimeOffset, DateTimeOffset> next;

    private Schedule(IScheduleBuilder builder, TimeSpan interval, TimeSpan firstAfter, Func<DateTimeOffset, DateTimeOffset> next) =>
        (this.builder, Interval, this.firstAfter, this.next) = (builder, interval, firstAfter, next);

    /// <summary>The shortest time between two scans: what subscribers are told to wait.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Reads a span such as 00:05:00 (one second to a day) or a cron expression of five, six or seven fields, in UTC.</summary>
    /// <returns>Null where the text is neither.</returns>
    public static Schedule? Parse(string text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span))
            return span >= TimeSpan.FromSeconds(1) && span <= TimeSpan.FromDays(1) ? new Schedule(SimpleScheduleBuilder.Create().WithInterval(span).RepeatForever(), span, span, last => last + span) : null;
        return CronExpression.TryParse(text, out var cron) || CronExpression.TryParse(text, CronFormat.Unix, out cron) ? FromCron(cron.WithTimeZone(TimeZoneInfo.Utc)) : null;
    }

    /// <summary>When so many further runs are due.</summary>
    public DateTimeOffset After(DateTimeOffset last, int runs) => Enumerable.Range(0, runs).Aggregate(last, (time, _) => next(time));

    /// <summary>The run at the start is a trigger of its own, so that a span counts from there.</summary>
    public void ApplyTo(ITriggerConfigurator<IngestJob> trigger, DateTimeOffset now) => trigger.WithSchedule(builder).StartAt(now + firstAfter);

    private static Schedule? FromCron(CronExpression cron)
    {
        // From a fixed Monday, so that the number in the feeds never depends on when the service was started.
        var times = new List<DateTimeOffset> { new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        while (times.Count < 50 && cron.GetNextValidTimeAfter(times[^1]) is { } next)
            times.Add(next);
        return times.Count < 3 ? null : new Schedule(CronScheduleBuilder.Create(cron), times.Skip(2).Zip(times.Skip(1), (later, earlier) => later - earlier).Min(), TimeSpan.Zero, last => cron.GetNextValidTimeAfter(last) ?? last.AddDays(3650));
    }
}
